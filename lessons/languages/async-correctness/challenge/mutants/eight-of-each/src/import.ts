// Eight readers and eight writers side by side make sixteen requests.
/**
 * The nightly import: copies customers from the old CRM to the new one.
 *
 *   import <file with one customer id per line> <base URL of the CRM gateway>
 *
 * The gateway allows us eight requests at a time. The scheduler looks at the exit code, operations at the output.
 */
import { readFile } from 'node:fs/promises';
import { readCustomer, saveCustomer, sendReport } from './crm.js';
import { settleAll } from './pool.js';
import type { Customer, OldCustomer } from './crm.js';

const maxInFlight = 8;

const [file = '', base = ''] = process.argv.slice(2);

const ids = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim()).filter((line) => line !== '');

const waiting: OldCustomer[] = [];
let readsDone = false;
const reads = settleAll(ids, maxInFlight, async (id) => {
  waiting.push(await readCustomer(base, id));
});
const problems = new Map<string, unknown>();
const saves = settleAll(ids, maxInFlight, async () => {
  while (waiting.length === 0 && !readsDone) await new Promise((resolve) => setTimeout(resolve, 1));
  const customer = waiting.shift();
  if (!customer) return;
  try {
    await saveCustomer(base, convert(customer));
  } catch (error) {
    problems.set(customer.id, error);
  }
});
const readOutcomes = await reads;
readsDone = true;
await saves;
const outcomes = readOutcomes.map((outcome, index): PromiseSettledResult<void> => {
  const problem = problems.get(ids[index] ?? '');
  return problem === undefined ? outcome : { status: 'rejected', reason: problem };
});

const failed: string[] = [];
for (const [index, outcome] of outcomes.entries()) {
  if (outcome.status === 'fulfilled') continue;
  const id = ids[index] ?? '';
  console.error(`cannot import ${id}`, outcome.reason);
  failed.push(id);
}

const imported = ids.length - failed.length;
console.log(`imported ${imported} of ${ids.length}`);
if (failed.length > 0) {
  console.log(`failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

try {
  await sendReport(base, { total: ids.length, imported, failed });
} catch (error) {
  console.error('the run report was not delivered', error);
  process.exitCode = 1;
}

function convert(customer: OldCustomer): Customer {
  return { id: customer.id, name: customer.fullName.trim(), email: customer.mail.toLowerCase() };
}
