import { Agent } from 'node:http';
import { sleep, startScript, waitFor, type Script } from 'coach-kit';
import { get, type Outcome } from './client.js';
import { startLedger, startQueue, type Service } from './platform.js';

/** How the process ended: its exit code, the signal that killed it, or nothing within the patience of the test. */
export type Ending = { readonly code: number | null; readonly afterMs: number } | 'still running';

export interface Deploy {
  /** Answers of `/ready` on new connections after the signal, until one was refused; at most one for each 20 ms. */
  readonly readiness: readonly Outcome[];
  /** A quick request that arrives shortly after the signal, on a new connection. */
  readonly late: Outcome;
  /** The two-second request that was in flight when the signal came, on a kept-alive connection. */
  readonly slow: Outcome;
  /** Whether new connections were accepted for as long as the slow request was running, and it was answered. */
  readonly keptListening: boolean;
  /** What happened to the requests of a client that sends one after the other on one kept-alive connection, from the signal on. */
  readonly chatty: readonly Outcome[];
  readonly ending: Ending;
  readonly ledger: readonly string[];
  readonly queue: readonly string[];
}

/** A deploy under load: a slow request, a chatty client, an idle connection and a long job when the signal comes. */
export async function deploy(): Promise<Deploy> {
  const ledger = await startLedger();
  const queue = await startQueue(500);
  const agents = [keepAlive(), keepAlive(), keepAlive()] as const;
  try {
    const { script, url } = await startService({ ledger, queue }, { NOTICE_MS: '1000', DEADLINE_MS: '5000' });
    await get(`${url}/ready`, agents[0]); // stays open and idle from here on
    const chatting = chat(`${url}/statement?customer=chatty&ms=20`, agents[1]);
    let slowDone = false;
    const slow = get(`${url}/statement?customer=slow&ms=2000`, agents[2]).finally(() => { slowDone = true; });
    await sleep(200);

    const ending = terminate(script, 6_500);
    chatting.signalled();
    await sleep(60);
    const late = get(`${url}/statement?customer=late&ms=10`);
    const readiness: Outcome[] = [];
    while (!slowDone && readiness.at(-1)?.kind !== 'refused') {
      readiness.push(await get(`${url}/ready`));
      await sleep(20);
    }
    const keptListening = readiness.at(-1)?.kind === 'answered' && (await slow).kind === 'answered';
    return {
      readiness, keptListening, late: await late, slow: await slow, ending: await ending, chatty: await chatting.outcomes,
      ledger: [...ledger.heard], queue: [...queue.heard],
    };
  } finally {
    for (const agent of agents) agent.destroy();
    await Promise.all([ledger.close(), queue.close()]);
  }
}

/** A request that will never end within the deadline of 700 ms. */
export async function stuck(): Promise<{ ending: Ending; deadlineMs: number }> {
  const ledger = await startLedger();
  const queue = await startQueue(1);
  const deadlineMs = 700;
  try {
    const { script, url } = await startService({ ledger, queue }, { NOTICE_MS: '50', DEADLINE_MS: String(deadlineMs) });
    void get(`${url}/statement?customer=stuck&ms=60000`);
    await sleep(150);
    return { ending: await terminate(script, 4_000), deadlineMs };
  } finally {
    await Promise.all([ledger.close(), queue.close()]);
  }
}

/** Three signals while a request is running: during the notice, and after it. */
export async function impatient(): Promise<{ slow: Outcome; ending: Ending; queue: readonly string[] }> {
  const ledger = await startLedger();
  const queue = await startQueue(500);
  try {
    const { script, url } = await startService({ ledger, queue }, { NOTICE_MS: '200', DEADLINE_MS: '4000' });
    const slow = get(`${url}/statement?customer=slow&ms=1200`);
    await sleep(150);
    const ending = terminate(script, 5_500);
    await sleep(100);
    script.terminate();
    await sleep(400);
    script.terminate();
    return { slow: await slow, ending: await ending, queue: [...queue.heard] };
  } finally {
    await Promise.all([ledger.close(), queue.close()]);
  }
}

function keepAlive(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 1 });
}

interface Started {
  readonly script: Script;
  readonly url: string;
}

async function startService({ ledger, queue }: Record<'ledger' | 'queue', Service>, env: Record<string, string>): Promise<Started> {
  const script = startScript('src/main.ts', { env: { PORT: '0', LEDGER_PORT: String(ledger.port), QUEUE_PORT: String(queue.port), ...env } });
  const line = await script.waitForLine(/^listening on \d+/, 10_000);
  await waitFor(() => queue.heard.includes('page') || queue.heard.includes('done'), { timeout: 5_000, what: 'the worker to begin with its job' });
  return { script, url: `http://127.0.0.1:${line.replace(/\D/g, '')}` };
}

/** Sends the signal and waits for the end; a process that outlives the patience of the test is killed. */
async function terminate(script: Script, patienceMs: number): Promise<Ending> {
  const signalled = performance.now();
  script.terminate();
  const ended = await Promise.race([script.exited, sleep(patienceMs).then(() => undefined)]);
  if (ended) return { code: ended.code, afterMs: performance.now() - signalled };
  await script.kill();
  return 'still running';
}

/** One request after the other on one connection, until one is not answered. Outcomes count from the signal on. */
function chat(url: string, agent: Agent): { signalled(): void; outcomes: Promise<Outcome[]> } {
  let counting = false;
  const outcomes: Outcome[] = [];
  async function talk(): Promise<Outcome[]> {
    for (;;) {
      const counted = counting;
      const outcome = await get(url, agent);
      // A connection that breaks before the service has accepted it is a refused one.
      const seen: Outcome = outcome.kind === 'broken' && outcome.fresh ? { kind: 'refused' } : outcome;
      if (counted || seen.kind !== 'answered') outcomes.push(seen);
      if (seen.kind !== 'answered') return outcomes;
    }
  }
  return { signalled: () => { counting = true; }, outcomes: talk() };
}
