// Skips elements of other namespaces, but not what they hold.
import { XMLBuilder } from 'fast-xml-parser';
import { z } from 'zod';
import type { Ledger } from './ledger.js';
import { readXml, XmlError } from './xmlReader.js';

/** The name of the vocabulary. Prefixes are the sender's business. */
const namespace = 'urn:example:invoice:1';

const amount = z.string().regex(/^\d{1,10}\.\d\d$/, 'must be an amount such as 19.90').transform((text) => Number(text.replace('.', '')));

const invoiceSchema = z.object({
  number: z.string().min(1),
  currency: z.enum(['EUR', 'GBP', 'USD']),
  supplier: z.string().min(1),
  note: z.string().default(''),
  lines: z.array(z.object({
    sku: z.string().min(1),
    description: z.string().default(''),
    quantity: z.string().regex(/^[1-9]\d{0,5}$/, 'must be a whole number').transform(Number),
    netCents: amount,
  })).min(1),
});

export type Invoice = z.infer<typeof invoiceSchema>;
/** What has been read so far: text, and not checked. */
type Draft = Record<string, unknown> & { lines: Record<string, unknown>[] };
type Chunks = AsyncIterable<Uint8Array> | Iterable<string>;

/** The API answers this with a 400. */
export class BadInvoice extends Error {}

export async function readInvoice(xml: string): Promise<Invoice> {
  for await (const invoice of readInvoices([xml], 'invoice')) return invoice;
  throw new BadInvoice('there is no invoice in this document');
}

/** All or nothing: an invoice counts only if the whole feed is right, to its last byte. */
export async function importFeed(body: AsyncIterable<Uint8Array>, ledger: Ledger): Promise<number> {
  const transaction = await ledger.begin();
  try {
    let imported = 0;
    for await (const invoice of readInvoices(body, 'feed')) {
      await transaction.add({ number: invoice.number, cents: totalOf(invoice) });
      imported += 1;
    }
    await transaction.commit();
    return imported;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true, suppressBooleanAttributes: false });

export function writeInvoice(invoice: Invoice): string {
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    'inv:invoice': {
      '@_xmlns:inv': namespace,
      '@_number': invoice.number,
      '@_currency': invoice.currency,
      'inv:supplier': invoice.supplier,
      'inv:note': invoice.note,
      'inv:lines': {
        'inv:line': invoice.lines.map((line) => ({
          '@_sku': line.sku,
          '@_quantity': line.quantity,
          'inv:description': line.description,
          'inv:net': `${Math.floor(line.netCents / 100)}.${String(line.netCents % 100).padStart(2, '0')}`,
        })),
      },
    },
  });
}

/** Reads one invoice after the other; holds one at a time. */
async function* readInvoices(chunks: Chunks, root: 'invoice' | 'feed'): AsyncGenerator<Invoice> {
  let draft: Draft | undefined;
  let finished: Draft | undefined;
  let text = '';
  let depth = 0;
  try {
    for await (const event of readXml(chunks)) {
      if (event.kind === 'doctype') throw new BadInvoice('DOCTYPE is not accepted');
      if (event.kind === 'text') {
        text += event.text;
        continue;
      }
      if (depth === 0 && (event.namespace !== namespace || event.name !== root)) throw new BadInvoice(`this is not an ${root} of ${namespace}`);
      depth += event.kind === 'open' ? 1 : -1;
      if (event.namespace !== namespace) continue;

      if (event.kind === 'open') {
        text = '';
        if (event.name === 'invoice') draft = { number: event.attributes.number, currency: event.attributes.currency, lines: [] };
        if (event.name === 'line') draft?.lines.push({ sku: event.attributes.sku, quantity: event.attributes.quantity });
        continue;
      }
      const line = draft?.lines.at(-1);
      if (draft && (event.name === 'supplier' || event.name === 'note')) draft[event.name] = text;
      if (line && event.name === 'description') line.description = text;
      if (line && event.name === 'net') line.netCents = text;
      if (event.name !== 'invoice' || !draft) continue;
      if (root === 'feed') yield checked(draft);
      else finished = draft; // there may still be something wrong behind it
      draft = undefined;
    }
  } catch (error) {
    throw error instanceof XmlError ? new BadInvoice(error.message) : error;
  }
  if (finished) yield checked(finished);
}

function checked(draft: Draft): Invoice {
  const result = invoiceSchema.safeParse(draft);
  if (!result.success) throw new BadInvoice(z.prettifyError(result.error));
  return result.data;
}

function totalOf(invoice: Invoice): number {
  return invoice.lines.reduce((sum, line) => sum + line.quantity * line.netCents, 0);
}
