/** Books parcels with whoever carries them. */
export interface Carrier {
  book(orderId: number, customerId: number): Promise<string>;
}

export class CarrierClient implements Carrier {
  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  async book(orderId: number, customerId: number): Promise<string> {
    const response = await fetch(`${this.#baseUrl}/parcels`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reference: `order-${orderId}`, customerId }),
    });
    if (!response.ok) throw new Error(`The carrier answered ${response.status}.`);
    const { parcel } = (await response.json()) as { parcel: string };
    return parcel;
  }
}
