import assert from 'node:assert/strict';
import { blocksOf, renderInline, renderMarkdown } from '../../../src/curriculum/markdown.ts';

describe('renderMarkdown', () => {
  it('writes HTML of the author as text', () => {
    assert.equal(renderMarkdown('<script>alert(1)</script>').html, '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
    assert.equal(renderInline('<b onclick="x">a</b>').html, '&lt;b onclick=&quot;x&quot;&gt;a&lt;/b&gt;');
  });

  it('links to https only, and says what it refused', () => {
    const { html, links, refused } = renderMarkdown('[a](https://example.org/a)\n\n[b](javascript:alert(1)) [c](http://example.org) [d](file:///etc/passwd)');
    assert.equal([...html.matchAll(/<a /g)].length, 1);
    assert.deepEqual(links, ['https://example.org/a']);
    assert.deepEqual(refused.map(({ line }) => line), [2, 2, 2]);
  });

  it('colours code by classes only', () => {
    const { html } = renderMarkdown('```ts\nconst a: string = `<${b}>`;\n```');
    assert.match(html, /^<pre data-language="TypeScript"><code class="hljs"><span class="hljs-keyword">const<\/span>/);
    assert.ok(!html.includes('style='));
    assert.ok(html.includes('&lt;'));
  });

  it('colours every language it knows', () => {
    const samples = { ts: 'const a = 1;', python: 'def f(): pass', java: 'class A {}', ruby: 'def a; end', php: '<?php\n$a = 1;', sql: 'SELECT 1', bash: 'echo "$A"', json: '{"a": 1}', xml: '<a b="c"/>', http: 'GET / HTTP/1.1', yaml: 'a: 1', dockerfile: 'FROM node' };
    for (const [language, code] of Object.entries(samples)) assert.match(renderMarkdown(`\`\`\`${language}\n${code}\n\`\`\``).html, /class="hljs-/, language);
    assert.equal(renderMarkdown('```text\na < b\n```').html, '<pre data-language="Text"><code class="hljs">a &#60; b\n</code></pre>');
  });

  it('puts headings under those of the page', () => {
    assert.equal(renderMarkdown('# a\n## b').html, '<h3>a</h3>\n<h4>b</h4>');
    assert.equal(renderMarkdown('### a\n#### b').html, '<h3>a</h3>\n<h4>b</h4>');
  });
});

describe('blocksOf', () => {
  it('finds headings and fences, not what looks like one in code', () => {
    assert.deepEqual(blocksOf('## A\n```ts\n## B\n```\n- item\n\n  ```sql\n  x\n  ```').map(({ kind, line, content }) => [kind, line, content]), [
      ['heading', 0, 'A'], ['fence', 1, '## B\n'], ['fence', 6, 'x\n'],
    ]);
  });
});
