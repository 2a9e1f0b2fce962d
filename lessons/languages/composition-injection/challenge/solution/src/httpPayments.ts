import type { Payments } from './ports.js';

/** The payment provider. `fetch` resolves for a 500 as well, so the status has to be looked at. */
export function httpPayments(baseUrl: string): Payments {
  return {
    async charge(subscriptionId, cents) {
      const response = await fetch(`${baseUrl}/charges`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ subscriptionId, cents }),
      });
      if (!response.ok) throw new Error(`the payment provider answered ${response.status} for ${subscriptionId}`);
    },
  };
}
