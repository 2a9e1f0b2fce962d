/**
 * The nightly import: copies customers from the old CRM to the new one.
 *
 *   import <file with one customer id per line> <base URL of the CRM gateway>
 *
 * The gateway allows us eight requests at a time. The scheduler looks at the exit code, operations at the output.
 */
import { readFile } from 'node:fs/promises';
import { readCustomer, saveCustomer, sendReport } from './crm.js';
import type { Customer, OldCustomer } from './crm.js';

const [file = '', base = ''] = process.argv.slice(2);

const ids = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim()).filter((line) => line !== '');

const customers: OldCustomer[] = [];
const failed: string[] = [];
let imported = 0;

// Read first, so that the old CRM is released early.
for (const id of ids) {
  try {
    customers.push(await readCustomer(base, id));
  } catch (error) {
    console.error(`cannot read ${id}`, error);
    failed.push(id);
  }
}

customers.forEach(async (customer) => {
  try {
    await saveCustomer(base, convert(customer));
    imported += 1;
  } catch (error) {
    console.error(`cannot save ${customer.id}`, error);
    failed.push(customer.id);
  }
});

sendReport(base, { total: ids.length, imported, failed });

console.log(`imported ${imported} of ${ids.length}`);
if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);

function convert(customer: OldCustomer): Customer {
  return { id: customer.id, name: customer.fullName.trim(), email: customer.mail.toLowerCase() };
}
