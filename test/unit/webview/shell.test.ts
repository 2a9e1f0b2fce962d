import assert from 'node:assert/strict';
import { lessonPageHtml } from '../../../src/webview/shell.ts';

const options = { cspSource: 'https://*.vscode-cdn.net', nonce: 'n0nce', scriptUri: 'https://x/lesson.js', styleUri: 'https://x/lesson.css', title: 'Transactions', lang: 'en' };

describe('lessonPageHtml', () => {
  it('allows one script by nonce, style sheets of the extension, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(lessonPageHtml(options))?.[1]?.replaceAll('&#39;', "'");
    assert.equal(policy, "default-src 'none'; style-src https://*.vscode-cdn.net; script-src 'nonce-n0nce'; base-uri 'none'; form-action 'none'");
    assert.equal([...lessonPageHtml(options).matchAll(/<script/g)].length, 1);
    assert.match(lessonPageHtml(options), /<script type="module" nonce="n0nce" src="https:\/\/x\/lesson\.js"><\/script>/);
  });

  it('has no inline style, and writes any title as text', () => {
    const html = lessonPageHtml({ ...options, title: '</title><script>alert("1" & \'2\')</script>' });
    assert.ok(!html.includes('<style') && !html.includes('style='));
    assert.equal([...html.matchAll(/<script/g)].length, 1);
    assert.match(html, /<title>&#60;\/title&#62;&#60;script&#62;alert\(&#34;1&#34; &#38; &#39;2&#39;\)&#60;\/script&#62;<\/title>/);
  });
});
