/** The bank could not be asked, or did not answer in time. Whether the card was charged is not known. */
export class BankUnavailable extends Error {
  override readonly name = 'BankUnavailable';
}

/** The bank answered, and the answer is no (4xx). Asking again would get the same answer. */
export class ChargeDeclined extends Error {
  override readonly name = 'ChargeDeclined';
  readonly status: number;

  constructor(status: number) {
    super(`The bank refused the charge with ${status}.`);
    this.status = status;
  }
}
