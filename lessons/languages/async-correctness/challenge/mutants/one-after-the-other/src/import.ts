// Waits for each customer before it starts the next: correct, and as slow as before.
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

const maxInFlight = 1;

const [file = '', base = ''] = process.argv.slice(2);

const ids = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim()).filter((line) => line !== '');

const outcomes = await settleAll(ids, maxInFlight, async (id) => {
  await saveCustomer(base, convert(await readCustomer(base, id)));
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
