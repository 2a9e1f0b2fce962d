import assert from 'node:assert/strict';
import { join } from 'node:path';
import { compileLessons } from '../../../src/curriculum/compile.ts';
import { plainText, renderMarkdownText } from '../../../src/curriculum/markdownText.ts';
import { renderLessonText } from '../../../src/curriculum/text.ts';
import { tree, withFiles } from './authoring.ts';

const plain = { width: 30, color: false };
const escape = '\u001b';

describe('renderMarkdownText', () => {
  it('wraps paragraphs and joins their lines', () => {
    assert.equal(renderMarkdownText('one two three four\nfive six seven eight\n\nnine', plain), 'one two three four five six\nseven eight\n\nnine');
  });

  it('hangs list items under their text', () => {
    assert.equal(
      renderMarkdownText('- a first item that is long enough to wrap\n- second\n  goes on\n  - inner\n\n1. one\n2. two', plain),
      '  • a first item that is long\n    enough to wrap\n  • second goes on\n    • inner\n  1. one\n  2. two',
    );
  });

  it('keeps code as it is, however long and whatever is in it', () => {
    const code = 'const veryLongName = await pool.query("# not a heading");\n\n- not a list';
    assert.equal(renderMarkdownText(`before\n\`\`\`ts\n${code}\n\`\`\`\nafter`, plain), `before\n\n  │ ${code.replace('\n\n', '\n  │\n  │ ')}\n\nafter`);
  });

  it('keeps code marks but no other marks without colour', () => {
    assert.equal(renderMarkdownText('**a `b` c** and *d* of snake_case_name \\*e\\*', { ...plain, width: 80 }), 'a `b` c and d of snake_case_name *e*');
  });

  it('styles each word with colour, and wraps by what is seen', () => {
    const text = renderMarkdownText('**bold words** `code here` plain words and more', { width: 24, color: true });
    assert.equal(text.split('\n')[0], `${escape}[1mbold${escape}[22m ${escape}[1mwords${escape}[22m ${escape}[36mcode${escape}[39m ${escape}[36mhere${escape}[39m`);
    assert.equal(text.split('\n')[1], 'plain words and more');
  });

  it('shows where a link leads', () => {
    assert.equal(renderMarkdownText('see [the `docs`](https://example.org/a)', { ...plain, width: 80 }), 'see the `docs` <https://example.org/a>');
  });

  it('takes code with backticks inside', () => {
    assert.equal(renderMarkdownText('`` a `b` c ``', plain), '`a `b` c`');
  });
});

describe('plainText', () => {
  it('takes every mark away', () => {
    assert.equal(plainText('Put `$1` in the **text**, [not](https://example.org) the\n*value*.'), 'Put $1 in the text, not <https://example.org> the value.');
  });
});

describe('renderLessonText', () => {
  it('shows every part of the lesson in order, answers last', async () => {
    await withFiles(tree(), async (dir) => {
      const { lessons } = await compileLessons(dir, join(dir, '.out'));
      const text = renderLessonText(lessons[0]!, { width: 80, color: false });
      const headings = text.split('\n').filter((line) => /^[A-Z][A-Z ]+$/.test(line) && line !== 'PHP');
      assert.deepEqual(headings, [
        'WHAT COUNTS AS DONE', 'WHY IT MATTERS', 'THE IDEA', 'BAD', 'GOOD', 'IN OTHER LANGUAGES', 'WHEN NOT TO', 'QUIZ',
        'INTERVIEW QUESTION', 'CHALLENGE', 'REFERENCES', 'QUIZ ANSWERS',
      ]);
      assert.match(text, /^Stock levels\nDatabases · foundation · databases\/stock-levels\n/);
      assert.match(text, / {2}d\) `four`/);
      assert.match(text, /3 d Because\.\n$/);
      assert.match(text, /Never below zero, about 20 minutes\nbackend-coach challenge show databases\/stock-levels/);
      assert.ok(!text.includes(escape));
      assert.ok(renderLessonText(lessons[0]!, { width: 80, color: true }).includes(`${escape}[1mWHY IT MATTERS${escape}[22m`));
    });
  });
});
