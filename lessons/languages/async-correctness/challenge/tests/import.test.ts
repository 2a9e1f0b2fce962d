import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { startScript } from 'coach-kit';
import { customerIds, startGateway, writeIds } from './gateway.js';
import type { Script } from 'coach-kit';
import type { Faults, Gateway } from './gateway.js';

describe('the nightly import', () => {
  const toStop: (() => Promise<void>)[] = [];
  let faultyRun: ReturnType<typeof run> | undefined;

  afterEach(async () => {
    await Promise.all(toStop.splice(0).map((stop) => stop()));
  });

  it('a clean run imports everybody and exits with 0', { timeout: 10_000 }, async () => {
    const ids = customerIds(24);
    const { gateway, script, code } = await run(ids);

    assert.deepEqual([...gateway.rows.keys()].sort(), ids, 'The process has ended, and these are the customers the new CRM knows.');
    assert.deepEqual(gateway.rows.get('c-007'), { id: 'c-007', name: 'Customer c-007', email: 'c-007@example.com' },
      'The customers must arrive converted, as before.');
    assert.equal(summaryOf(script).imported, 'imported 24 of 24', 'The summary is printed before the work it sums up is done.');
    assert.equal(summaryOf(script).failed, undefined, 'Nobody failed, so there is no such line.');
    assert.equal(code, 0, `Nothing failed, and the exit code is ${code}. stderr: ${script.stderr}`);
  });

  it('every customer is there when the process ends, whoever else failed', { timeout: 10_000 }, async () => {
    const ids = customerIds(30);
    const lost = ['c-003', 'c-011', 'c-012', 'c-030'];
    const { gateway } = await runWithFaults();

    assert.deepEqual([...gateway.rows.keys()].sort(), ids.filter((id) => !lost.includes(id)),
      'One failure costs one customer. Whoever is missing here was still on the way when the process ended, or was never tried.');
  });

  it('the summary names each customer that failed, and the exit code says so', { timeout: 10_000 }, async () => {
    const { script, code } = await runWithFaults();

    assert.deepEqual(failedIn(script), ['c-003', 'c-011', 'c-012', 'c-030'],
      `Two could not be read, one not saved, and one connection was cut. The output was:\n${script.stdout}`);
    assert.equal(summaryOf(script).imported, 'imported 26 of 30', 'The numbers have to be the final ones.');
    assert.equal(code, 1, 'The scheduler knows of failures only by the exit code.');
  });

  it('a save that fails once is tried again', { timeout: 10_000 }, async () => {
    const ids = customerIds(12);
    const { gateway, script, code } = await run(ids, { busyOnce: ['c-002', 'c-009'] });

    assert.deepEqual(failedIn(script), [],
      'The new CRM was busy for one moment. The second try of saveCustomer would have gone through, but it was not made.');
    assert.deepEqual([...gateway.rows.keys()].sort(), ids, 'Both customers are accepted at the second try.');
    assert.equal(code, 0, 'After a successful second try nothing has failed.');
  });

  it('requests run in parallel, and never more than eight at a time', { timeout: 12_000 }, async () => {
    const { gateway } = await run(customerIds(24), { inRounds: true });

    assert.equal(gateway.rows.size, 24, 'All of them have to be imported before speed matters.');
    assert.ok(gateway.maxInFlight <= 8, `The gateway saw ${gateway.maxInFlight} requests at the same time; it allows 8, and drops the rest on a bad day.`);
    const { length } = gateway.roundSizes;
    assert.ok(length <= 16, `The gateway answered whatever was waiting in rounds, and needed ${length} of them for 49 requests: ${gateway.roundSizes.join(', ')}. Eight at a time need 7; one by one the night is too short.`);
  });

  it('no rejection goes unhandled', { timeout: 10_000 }, async () => {
    const gateway = await gatewayWith({ failReads: ['c-001', 'c-017'], failSaves: ['c-002', 'c-018'], cutSaves: ['c-019'], failReports: true });
    const script = await started(gateway, customerIds(40), 'tests/observe.ts');
    await script.exited;

    assert.deepEqual(script.stderr.split('\n').filter((line) => line.startsWith('UNHANDLED')), [],
      'A promise was rejected while nobody held it. Without the listener of this test, Node would have ended the import right there.');
    assert.equal(gateway.rows.size, 35, 'The five customers with faults are missing, everybody else is there.');
  });

  it('the run report arrives before the process ends', { timeout: 10_000 }, async () => {
    const { gateway } = await run(customerIds(20), { failReads: ['c-004'], failSaves: ['c-005'], latency: 40 });

    assert.equal(gateway.reports.length, 1, 'Operations look at the report in the morning. It was sent off, but the process did not wait for it.');
    const { total, imported, failed } = gateway.reports[0] as { total: number; imported: number; failed: string[] };
    assert.deepEqual({ total, imported, failed: failed.toSorted() }, { total: 20, imported: 18, failed: ['c-004', 'c-005'] },
      'The report has to hold the final numbers.');
  });

  it('a report that cannot be delivered makes the exit code 1', { timeout: 10_000 }, async () => {
    const { gateway, script, code } = await run(customerIds(10), { failReports: true });

    assert.equal(gateway.rows.size, 10, 'The customers were imported all the same.');
    assert.equal(summaryOf(script).imported, 'imported 10 of 10', 'The summary is printed all the same.');
    assert.equal(code, 1, 'Nobody will read this report, so the exit code has to tell.');
  });

  async function gatewayWith(faults: Faults): Promise<Gateway> {
    const gateway = await startGateway(faults);
    toStop.push(() => gateway.close());
    return gateway;
  }

  async function started(gateway: Gateway, ids: readonly string[], file = 'src/import.ts'): Promise<Script> {
    const script = startScript(file, { args: [await writeIds(ids), gateway.url] });
    toStop.push(() => script.kill());
    return script;
  }

  /** One run for two tests: of thirty customers two cannot be read, one cannot be saved, and one connection is cut. */
  function runWithFaults(): ReturnType<typeof run> {
    return faultyRun ??= run(customerIds(30), { failReads: ['c-003', 'c-012'], failSaves: ['c-011'], cutSaves: ['c-030'] });
  }

  async function run(ids: readonly string[], faults: Faults = {}): Promise<{ gateway: Gateway; script: Script; code: number | null }> {
    const gateway = await gatewayWith(faults);
    const script = await started(gateway, ids);
    const { code } = await script.exited;
    return { gateway, script, code };
  }
});

function summaryOf(script: Script): { imported?: string; failed?: string } {
  const lines = script.stdout.split('\n').map((line) => line.trim());
  const imported = lines.find((line) => line.startsWith('imported '));
  const failed = lines.find((line) => line.startsWith('failed:'));
  return { ...(imported === undefined ? {} : { imported }), ...(failed === undefined ? {} : { failed }) };
}

/** The ids of the line `failed: a, b`, sorted. */
function failedIn(script: Script): string[] {
  const line = summaryOf(script).failed ?? '';
  return line.slice('failed:'.length).split(',').map((id) => id.trim()).filter((id) => id !== '').sort();
}
