export interface Confirmation {
  readonly to: string;
  readonly orderId: number;
  readonly totalCents: number;
}

/** Talks to the mail server. Rejects when it is down, and takes a second or two when it is busy. */
export interface Mailer {
  sendConfirmation(confirmation: Confirmation): Promise<void>;
}
