import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { faultyServer } from 'coach-kit';
import { feed, hinge, hostile, invoiceXml, lineXml, namespace } from './documents.js';
import { startBridge, type Bridge } from './service.js';

describe('the invoice bridge', () => {
  let dir: string;
  let bridge: Bridge;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'bridge-'));
    bridge = await startBridge(join(dir, 'ledger'));
  });

  after(async () => {
    await bridge?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('turns an invoice into JSON', async () => {
    assert.deepEqual(await bridge.post('/invoices', invoiceXml()), { status: 201, json: hinge },
      'Attributes, CDATA and entities have to arrive as what they mean. Numbers and article numbers are text, and cents are exact.');
    for (const [net, cents] of [['1.15', 115], ['0.29', 29], ['2147483.65', 214748365]] as const) {
      assert.equal(linesOf(await bridge.post('/invoices', invoiceXml({ lines: lineXml('A-1', net) })))[0]?.netCents, cents,
        `${net} is ${cents} cents. ${net} * 100 is ${Number(net) * 100} in floating point.`);
    }
  });

  it('gives an array for one line as for many', async () => {
    for (const skus of [['00017'], ['00017', '2e3'], ['a', 'b', 'c']]) {
      const answer = await bridge.post('/invoices', invoiceXml({ lines: skus.map((sku) => lineXml(sku)).join('') }));
      assert.equal(answer.status, 201, `An invoice with ${skus.length} line(s) was answered with ${JSON.stringify(answer)}.`);
      assert.ok(Array.isArray((answer.json as { lines?: unknown }).lines), `With ${skus.length} line(s), "lines" is not an array: ${JSON.stringify(answer.json)}`);
      assert.deepEqual(linesOf(answer).map(({ sku }) => sku), skus, 'Article numbers are text, whatever they look like.');
    }
  });

  it('joins the pieces of a text', async () => {
    const note = 'a &lt; b<![CDATA[ & c]]> &#38;amp; <!-- not this -->&#xfc;';
    const { json } = await bridge.post('/invoices', invoiceXml({ note }));
    assert.equal((json as { note?: string } | undefined)?.note, 'a < b & c &amp; ü',
      'Text, CDATA and references side by side are one text; each is decoded once, and what CDATA holds is not decoded at all.');
  });

  it('knows elements by their namespace and not by their prefix', async () => {
    for (const prefix of ['i', 'partner-7', '']) {
      assert.deepEqual(await bridge.post('/invoices', invoiceXml({ prefix })), { status: 201, json: hinge },
        `The same invoice with ${prefix === '' ? 'a default namespace' : `the prefix "${prefix}"`}. The prefix is the sender's choice; the URI is the name.`);
    }
    const extension = '<x:line xmlns:x="urn:example:logistics" sku="pallet" quantity="9"><x:net>5.00</x:net></x:line>';
    assert.deepEqual(await bridge.post('/invoices', invoiceXml({ lines: lineXml() + extension })), { status: 201, json: hinge },
      'A <line> of another namespace is somebody else\'s line: it has to be skipped with all it holds.');
    const wrapped = `<x:pallet xmlns:x="urn:example:logistics">${lineXml('wrapped')}</x:pallet>`;
    assert.deepEqual(await bridge.post('/invoices', invoiceXml({ lines: lineXml() + wrapped })), { status: 201, json: hinge },
      'An element of another namespace has to be skipped with all it holds, even where that looks like one of yours.');
    assert.equal((await bridge.post('/invoices', invoiceXml().replace(namespace, 'urn:example:invoice:2'))).status, 400,
      'This is version 2 of the vocabulary, another namespace: nobody knows what its elements mean.');
  });

  it('writes XML that reads back as the same invoice', async () => {
    for (const text of ['Smith & Sons', '<b>Fast</b> & "cheap" \'n\' good', 'AT&amp;T', 'a ]]> b', '100 % </inv:supplier>', 'true', 'Größe → ü']) {
      const invoice = { ...hinge, number: text, supplier: text, note: text, lines: [{ ...hinge.lines[0], sku: text, description: text, netCents: 5 }, ...hinge.lines] };
      const xml = await bridge.post('/render', JSON.stringify(invoice), 'application/json');
      assert.equal(xml.status, 200, `POST /render answered ${JSON.stringify(xml)}.`);
      assert.match(xml.type, /^application\/xml\b/, 'XML has to be labelled as application/xml.');
      const back = await bridge.post('/invoices', xml.text);
      assert.deepEqual(back, { status: 201, json: invoice }, `Rendered and read back with the text ${text}. The XML in between was:\n${xml.text}`);
    }
  });

  it('refuses hostile documents quickly, and reads nothing they name', async () => {
    const secret = join(dir, 'secret.txt');
    await writeFile(secret, 'the-content-of-a-secret-file');
    const trap = await faultyServer();
    try {
      for (const [what, xml] of Object.entries(hostile(secret, trap.url))) {
        const started = performance.now();
        const answer = await bridge.post('/invoices', xml);
        const took = performance.now() - started;
        assert.equal(answer.status, 400, `${what}: answered with ${answer.status} ${answer.text.slice(0, 200)}. No invoice needs a DOCTYPE, and none is nested this deep: refuse it whatever it says.`);
        assert.ok(took < 2_000, `${what}: took ${Math.round(took)} ms. A document this small must not keep the process busy.`);
        assert.ok(!answer.text.includes('the-content-of-a-secret-file'), `${what}: the answer holds the content of a file on the server.`);
        assert.equal((await bridge.feed([xml])).status, 400, `${what}: refused at /invoices, and accepted at /feed.`);
      }
      assert.deepEqual(trap.requests.map(({ url }) => url), [], 'Reading these documents made the service send requests. So anyone who may send an invoice can reach what only your servers can reach.');
    } finally {
      await trap.close();
    }
  });

  it('refuses what is not well-formed or not an invoice', async () => {
    const whole = invoiceXml();
    const wrong: Record<string, string> = {
      'cut off in the middle': whole.slice(0, whole.indexOf('<inv:lines>') + 40),
      'without its last tag': whole.slice(0, whole.lastIndexOf('</')),
      'something after the end': `${whole}<more/>`,
      'an & that begins nothing': invoiceXml({ supplier: 'Smith & Sons' }),
      'no line': invoiceXml({ lines: '' }),
      'an amount that is none': invoiceXml({ lines: lineXml('A-1', '19,90') }),
      'no supplier': whole.replace(/<inv:supplier>.*<\/inv:supplier>/, ''),
      'an unknown currency': whole.replace('EUR', 'XXX'),
      'another root element': `<inv:order xmlns:inv="${namespace}">${invoiceXml({ prolog: '' })}</inv:order>`,
      'nothing at all': ' ',
    };
    const statuses: Record<string, number> = {};
    for (const [what, xml] of Object.entries(wrong)) statuses[what] = (await bridge.post('/invoices', xml)).status;
    assert.deepEqual(statuses, Object.fromEntries(Object.keys(wrong).map((what) => [what, 400])),
      'A parser that builds what it can is not a validator. These documents have to be refused with 400: the sender must mend them.');
  });

  it('limits an invoice to 1 MB', async () => {
    assert.equal((await bridge.post('/invoices', invoiceXml({ note: 'x'.repeat(900_000) }))).status, 201, '900 KB are allowed.');
    assert.equal((await bridge.post('/invoices', invoiceXml({ note: 'x'.repeat(3_000_000) }))).status, 413,
      'Three megabytes were accepted for one invoice. Every request of that size is held in memory, and any number of them may arrive at once.');
  });

  it('takes a feed as a whole or not at all', async () => {
    const untouched = await bridge.totals();
    const { blocks } = feed(1);
    const good = [...blocks];
    const bad: Record<string, string[]> = {
      'without its last tag': good.slice(0, -1),
      'with a wrong last tag': [...good.slice(0, -1), '</inv:fed>'],
      'with an amount that is none in its last invoice': [...good.slice(0, -1), invoiceXml({ prolog: '', lines: lineXml('A-1', 'free') }), '</inv:feed>'],
      'with a DOCTYPE': ['<!DOCTYPE feed>', ...good.slice(0).map((block) => block.replace(/^<\?xml.*\n/, ''))],
      'with something after its end': [...good, '<more/>'],
    };
    for (const [what, chunks] of Object.entries(bad)) {
      assert.equal((await bridge.feed(chunks)).status, 400, `A feed ${what} has to be refused.`);
      assert.deepEqual(await bridge.totals(), untouched,
        `A feed ${what} was refused, but part of it is in the ledger. When the partner sends the mended feed, these invoices are paid twice.`);
    }
  });

  it('imports 50 MB with a heap of 64 MB', { timeout: 25_000 }, async () => {
    const small = await startBridge(join(dir, 'big-ledger'), 64);
    try {
      const { blocks, invoices, cents } = feed(50);
      const answer = await small.feed(blocks);
      assert.deepEqual(answer.json ?? answer.text, { imported: invoices },
        'The service did not survive the feed. It must not hold the document, nor all its invoices: read it as a stream, and let go of each invoice once it is in the transaction.');
      assert.deepEqual(await small.totals(), { invoices, cents }, 'The ledger does not hold what the feed said.');
    } finally {
      await small.stop();
    }
  });
});

function linesOf(answer: { json?: unknown }): { sku: string; netCents: number }[] {
  const { lines } = (answer.json ?? {}) as { lines?: { sku: string; netCents: number }[] };
  return Array.isArray(lines) ? lines : [];
}
