import { listen } from 'coach-kit';

export interface Charge {
  readonly subscriptionId: string;
  readonly cents: number;
}

/** A payment provider on a real port. */
export interface Provider {
  readonly url: string;
  /** What was asked for, accepted or not, in order. */
  readonly charges: readonly Charge[];
  /** Statuses for single subscriptions; all others are accepted with 201. `cut` ends the connection without an answer. */
  refuse(answers: Readonly<Record<string, number | 'cut'>>): void;
  /** Forgets the charges and the refusals. */
  reset(): void;
  close(): Promise<void>;
}

export async function startProvider(): Promise<Provider> {
  const charges: Charge[] = [];
  let answers: Readonly<Record<string, number | 'cut'>> = {};
  const server = await listen((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => {
      if (request.method !== 'POST' || request.url !== '/charges') {
        response.writeHead(404).end();
        return;
      }
      const charge = JSON.parse(text) as Charge;
      charges.push(charge);
      const answer = answers[charge.subscriptionId] ?? 201;
      if (answer === 'cut') request.socket.destroy();
      else response.writeHead(answer, { 'content-type': 'application/json' }).end('{}');
    });
  });
  return {
    url: server.url,
    charges,
    refuse: (wanted) => { answers = wanted; },
    reset: () => {
      charges.length = 0;
      answers = {};
    },
    close: () => server.close(),
  };
}
