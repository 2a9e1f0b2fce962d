import { XMLParser } from 'fast-xml-parser';
import type { Ledger } from './ledger.js';

export interface Line {
  sku: string;
  description: string;
  quantity: number;
  netCents: number;
}

export interface Invoice {
  number: string;
  currency: string;
  supplier: string;
  note: string;
  lines: Line[];
}

/** The API answers this with a 400. */
export class BadInvoice extends Error {}

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });

/** One partner invoice. */
export async function readInvoice(xml: string): Promise<Invoice> {
  return toInvoice(parser.parse(xml)['inv:invoice']);
}

function toInvoice(document: any): Invoice {
  if (!document) throw new BadInvoice('there is no invoice in this document');
  return {
    number: document.number,
    currency: document.currency,
    supplier: document['inv:supplier'],
    note: document['inv:note'],
    lines: document['inv:lines']['inv:line'].map((line: any) => ({
      sku: line.sku,
      description: line['inv:description'],
      quantity: line.quantity,
      netCents: line['inv:net'] * 100,
    })),
  };
}

/** The same invoice as XML. Partners only look at the tags, so this is all they need. */
export function writeInvoice(invoice: Invoice): string {
  const lines = invoice.lines.map((line) => `
    <inv:line sku="${line.sku}" quantity="${line.quantity}">
      <inv:description>${line.description}</inv:description>
      <inv:net>${line.netCents / 100}</inv:net>
    </inv:line>`);
  return `<inv:invoice xmlns:inv="urn:example:invoice:1" number="${invoice.number}" currency="${invoice.currency}">
  <inv:supplier>${invoice.supplier}</inv:supplier>
  <inv:note>${invoice.note}</inv:note>
  <inv:lines>${lines.join('')}
  </inv:lines>
</inv:invoice>`;
}

/** A partner's feed: many invoices in one document. Gives the number of invoices that are now in the ledger. */
export async function importFeed(body: AsyncIterable<Uint8Array>, ledger: Ledger): Promise<number> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const feed = parser.parse(Buffer.concat(chunks).toString())['inv:feed'];
  let imported = 0;
  for (const document of feed['inv:invoice']) {
    const invoice = toInvoice(document);
    await ledger.add({ number: invoice.number, cents: totalOf(invoice) });
    imported += 1;
  }
  return imported;
}

function totalOf(invoice: Invoice): number {
  return invoice.lines.reduce((sum, line) => sum + line.quantity * line.netCents, 0);
}
