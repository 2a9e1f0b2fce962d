// Leaves `return send(…)` without await in the try block, so the second try never happens.
/** Client for both sides of the move: customers are read from the old CRM and written to the new one. */

export interface OldCustomer {
  readonly id: string;
  readonly fullName: string;
  readonly mail: string;
}

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface RunReport {
  readonly total: number;
  readonly imported: number;
  readonly failed: readonly string[];
}

export async function readCustomer(base: string, id: string): Promise<OldCustomer> {
  const response = await fetch(`${base}/old/customers/${id}`);
  if (!response.ok) throw new Error(`reading ${id}: HTTP ${response.status}`);
  return await response.json() as OldCustomer;
}

/** The new CRM answers 503 while it rebuilds its index, so a save that failed gets a second try. */
export async function saveCustomer(base: string, customer: Customer): Promise<void> {
  try {
    return send(`${base}/new/customers/${customer.id}`, 'PUT', customer);
  } catch {
    return send(`${base}/new/customers/${customer.id}`, 'PUT', customer);
  }
}

/** Operations look at these reports in the morning. */
export async function sendReport(base: string, report: RunReport): Promise<void> {
  await send(`${base}/new/reports`, 'POST', report);
}

async function send(url: string, method: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer(); // lets the connection be used again
  if (!response.ok) throw new Error(`${method} ${url}: HTTP ${response.status}`);
}
