export const namespace = 'urn:example:invoice:1';

/** The invoice of the brief. */
export const hinge = {
  number: '00042', currency: 'EUR', supplier: 'Smith & Sons', note: 'if height < 12 & width > 3',
  lines: [{ sku: '1e5', description: 'Hinge, 12 cm', quantity: 2, netCents: 1990 }],
};

export interface Parts {
  /** Before the root element. */
  readonly prolog?: string;
  readonly prefix?: string;
  readonly supplier?: string;
  readonly note?: string;
  readonly lines?: string;
}

/** The invoice of the brief as XML, with parts of it replaced. Every `p:` becomes the prefix, or nothing for the default namespace. */
export function invoiceXml({ prolog = '<?xml version="1.0" encoding="UTF-8"?>\n', prefix = 'inv', supplier, note, lines }: Parts = {}): string {
  const xml = `<p:invoice xmlns:p="${namespace}" number="00042" currency="EUR">
  <p:supplier>${supplier ?? 'Smith &amp; Sons'}</p:supplier>
  <p:note>${note ?? '<![CDATA[if height < 12 & width > 3]]>'}</p:note>
  <p:lines>${lines ?? lineXml()}</p:lines>
</p:invoice>`;
  return prolog + (prefix === '' ? xml.replace('xmlns:p', 'xmlns').replaceAll('p:', '') : xml.replaceAll('xmlns:p', `xmlns:${prefix}`).replaceAll('p:', `${prefix}:`));
}

export function lineXml(sku = '1e5', net = '19.90'): string {
  return `
    <p:line sku="${sku}" quantity="2">
      <p:description>Hinge, 12 cm</p:description>
      <p:net>${net}</p:net>
    </p:line>`;
}

/** Documents that attack the parser; `secret` is a file, `trap` the URL of a server, and neither must be read. */
export function hostile(secret: string, trap: string): Readonly<Record<string, string>> {
  const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('\n');
  return {
    'billion laughs': invoiceXml({ prolog: `<!DOCTYPE x [<!ENTITY l0 "ha">\n${laughs}]>`, supplier: '&l9;' }),
    'one long entity, many times': invoiceXml({ prolog: `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(50_000)}">]>`, supplier: '&a;'.repeat(10_000) }),
    'an external entity that names a file': invoiceXml({ prolog: `<!DOCTYPE x [<!ENTITY e SYSTEM "file://${secret}">]>`, supplier: '&e;' }),
    'an external entity that names a URL': invoiceXml({ prolog: `<!DOCTYPE x [<!ENTITY e SYSTEM "${trap}/entity">]>`, supplier: '&e;' }),
    'an external DTD': invoiceXml({ prolog: `<?xml version="1.0"?>\n<!-- from your partner -->\n<!DOCTYPE x SYSTEM "${trap}/invoice.dtd">` }),
    'a parameter entity': invoiceXml({ prolog: `<!DOCTYPE x [<!ENTITY % p SYSTEM "${trap}/parameter"> %p;]>` }),
    'a DOCTYPE that declares an entity and uses it': invoiceXml({ prolog: '<!DOCTYPE x [<!ENTITY company "Smith">]>', supplier: '&company;' }),
    'a DOCTYPE that does nothing': invoiceXml({ prolog: '<!DOCTYPE invoice>' }),
    'a hundred thousand nested elements': invoiceXml({ note: '<a>'.repeat(100_000) }),
  };
}

const description = 'Größe 10 → 12, “heavy” &amp; robust. '.repeat(240);
const perBlock = 25;

/** A feed of about so many megabytes, block by block, and what it is worth. */
export function feed(megabytes: number): { blocks: Iterable<string>; invoices: number; cents: number } {
  const block = Array.from({ length: perBlock }, (_, n) => `<inv:invoice number="N${n}" currency="EUR"><inv:supplier>Smith &amp; Sons</inv:supplier>`
    + `<inv:lines><inv:line sku="a" quantity="2"><inv:description>${description}</inv:description><inv:net>1.15</inv:net></inv:line></inv:lines></inv:invoice>`).join('\n');
  const count = Math.ceil((megabytes * 1_000_000) / Buffer.byteLength(block));
  return { blocks: repeat(block, count), invoices: count * perBlock, cents: count * perBlock * 230 };
}

function* repeat(block: string, count: number): Generator<string> {
  yield `<?xml version="1.0"?>\n<inv:feed xmlns:inv="${namespace}">`;
  for (let sent = 0; sent < count; sent += 1) yield block;
  yield '</inv:feed>';
}
