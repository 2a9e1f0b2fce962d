import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { proseFor } from '../../../src/server/hover/prose.ts';

const markdown = new MarkdownIt();

describe('prose of hovers', () => {
  const prose = proseFor(true, true);

  it('shows any text of the project as that text and as nothing else', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (text) => {
      const shown = markdown.renderInline(`x${prose.text(text)}x`).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
      assert.equal(shown, `x${text.replaceAll(/\s*\n\s*/g, ' ')}x`);
    }));
  });

  it('keeps backticks inside a code span', () => {
    for (const text of ['a', 'tagged`sql`', '``', '`']) {
      const [token] = markdown.parseInline(prose.code(text), {})[0]!.children!.filter(({ type }) => type === 'code_inline');
      assert.equal(token?.content, text);
    }
  });

  it('makes links out of commands only when the editor runs them', () => {
    assert.equal(prose.commandLink('Open the lesson', 'backendCoach.openLesson', 'databases/transactions'), '[Open the lesson](command:backendCoach.openLesson?%5B%22databases%2Ftransactions%22%5D)');
    assert.equal(proseFor(true, false).commandLink('Open the lesson', 'backendCoach.openLesson', 'a/b'), 'Open the lesson');
  });

  it('keeps code spans of a sentence and nothing else of it', () => {
    assert.equal(prose.sentence('Use `pool.query($1)` [now](command:x)'), 'Use `pool.query($1)` \\[now\\]\\(command:x\\)');
  });

  it('has no marks where the editor wants plain text', () => {
    const plain = proseFor(false, true);
    assert.equal(plain.sentence('Use `pool.query`, **now**.'), 'Use pool.query, now.');
    assert.equal(plain.code('GET /x'), 'GET /x');
    assert.equal(plain.hasLinks, false);
  });
});
