import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import type { Lesson } from '../../../src/curriculum/model.ts';
import type { FromPage, ToPage } from '../../../src/webview/messages.ts';
import { bundle, executablePath, launch, openLessonPage, until, type LessonPage, type OpenOptions } from './browser.ts';
import { demonstrated, init, sampleLesson, type Init } from './sample.ts';
import type { ThemeName } from './themes.ts';

const suite = executablePath === undefined ? describe.skip : describe;

suite(`the lesson page${executablePath === undefined ? ' (not checked: there is no Chromium on this machine; set CHROME_PATH)' : ''}`, function () {
  this.timeout(30_000);
  let browser: Browser;
  let files: { readonly script: string; readonly style: string };
  let lesson: Lesson;
  let open: LessonPage | undefined;

  before(async () => {
    [browser, files, lesson] = await Promise.all([launch(), bundle(), sampleLesson()]);
  });
  after(async () => {
    await browser.close();
  });
  afterEach(async () => {
    const errors = open?.errors ?? [];
    await open?.close();
    open = undefined;
    assert.deepEqual(errors, [], 'the page reports no error and its policy refuses nothing');
  });

  const show = async (changes: Partial<Init> = {}, options: OpenOptions = {}): Promise<LessonPage> => {
    open = await openLessonPage(browser, files, options);
    await open.post(init(lesson, changes));
    return open;
  };
  const sentBy = async ({ sent }: LessonPage): Promise<readonly FromPage[]> => (await sent()).filter(({ type }) => type !== 'ready');

  it('shows the parts of a lesson in their order', async () => {
    const { page } = await show();
    assert.deepEqual(await page.locator('main h2').allInnerTexts(), [
      'Why it matters', 'The idea', 'Code to avoid', 'Code to write', 'Your code', 'In other languages', 'When not to', 'Quiz', 'Interview question', 'References', 'Challenge',
    ]);
    assert.equal(await page.locator('h1').innerText(), 'Parameterised queries');
    assert.equal(await page.locator('.eyebrow').first().innerText(), `Databases Foundation ${lesson.challenge?.minutes ?? 0} minute challenge`);
    assert.deepEqual(await page.locator('nav a').allInnerTexts(), await page.locator('main h2').allInnerTexts());
  });

  it('marks the rungs of the ladder that the code has reached', async () => {
    const { page, post } = await show();
    assert.deepEqual(await page.locator('.rung.reached .rung-name').allInnerTexts(), ['Seen\n, reached', 'Demonstrated\n, reached']);
    assert.equal(await page.locator('.ladder-caption').innerText(), 'In your code: Demonstrated');
    await post({ type: 'yourCode', yourCode: { ...demonstrated, state: 'exemplary' } });
    assert.equal(await page.locator('.rung.reached').count(), 3);
    assert.equal(await page.locator('#page > [role=status]').innerText(), 'Your code is now: Exemplary.');
    await post({ type: 'yourCode', yourCode: { status: 'unavailable', reason: 'No folder is open.' } });
    assert.equal(await page.locator('.rung.reached').count(), 0);
    assert.equal(await page.locator('.your-code').innerText(), 'No folder is open.');
  });

  it('opens the places it names', async () => {
    const shown = await show();
    await shown.page.getByRole('button', { name: 'src/products/legacy-search.ts:23' }).click();
    assert.deepEqual(await sentBy(shown), [{ type: 'openFile', folder: 'file:///home/ana/shop', file: 'src/products/legacy-search.ts', line: 23 }]);
    assert.equal(await shown.page.locator('.finding.severity-warning code').innerText(), 'term');
    assert.equal(await shown.page.getByRole('button', { name: 'src/billing/invoice5.ts:17' }).count(), 0);
    await shown.page.getByRole('button', { name: 'Show all 9' }).click();
    assert.equal(await shown.page.getByRole('button', { name: 'src/billing/invoice5.ts:17' }).count(), 1);
  });

  it('keeps the focus when the code changes under it', async () => {
    const { page, post } = await show();
    const place = page.getByRole('button', { name: 'src/products/search.ts:18' });
    await place.focus();
    assert.ok(demonstrated.status === 'ready');
    await post({ type: 'yourCode', yourCode: { ...demonstrated, findings: [] } });
    assert.equal(await page.locator('.finding').count(), 0);
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'src/products/search.ts:18');
  });

  it('turns tabs by arrows, Home and End, one tab stop for all of them', async () => {
    const shown = await show();
    const { page } = shown;
    const tab = (name: string) => page.getByRole('tab', { name, exact: true });
    await tab('Python').focus();
    for (const [key, name] of [['ArrowRight', 'Java'], ['End', 'Micronaut'], ['ArrowRight', 'Python'], ['ArrowLeft', 'Micronaut'], ['Home', 'Python'], ['ArrowRight', 'Java']] as const) {
      await page.keyboard.press(key);
      assert.equal(await page.locator('[role=tab][aria-selected=true]').innerText(), name);
      assert.equal(await page.locator('[role=tab][tabindex="0"]').count(), 1);
      assert.equal(await page.getByRole('tabpanel').count(), 1);
      assert.ok(await page.getByRole('tabpanel', { name, exact: true }).isVisible());
    }
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.id'), 'panel-java');
    assert.deepEqual((await sentBy(shown)).at(-1), { type: 'setTab', tab: 'java' });
    assert.equal((await shown.kept() as { tab?: string }).tab, 'java');
  });

  it('answers a question by keyboard alone, with the explanation at once', async () => {
    const shown = await show();
    const { page } = shown;
    const card = page.locator('.card.question').nth(1);
    await page.locator('.card.question').first().getByRole('button').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.ok(await card.getByRole('radio').nth(2).isChecked());
    assert.deepEqual(await sentBy(shown), []);
    await page.keyboard.press('Enter');
    assert.deepEqual(await sentBy(shown), [{ type: 'answerQuiz', questionId: 'sort-column', choice: 2 }]);
    assert.match(await card.getByRole('status').innerText(), /^Not quite\.\n+A column name is part of the statement's shape/);
    assert.deepEqual(await card.locator('.mark').allInnerTexts(), ['', '', 'Your answer', 'Right answer']);
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Try again');
    await page.keyboard.press('Enter');
    assert.equal(await card.getByRole('status').innerText(), '');
    assert.equal(await page.evaluate('document.activeElement.id'), 'quiz-sort-column-0');
    assert.equal(await card.getByRole('radio', { disabled: true }).count(), 0);
  });

  it('asks for an answer before it checks one', async () => {
    const shown = await show();
    const card = shown.page.locator('.card.question').first();
    await card.getByRole('button', { name: 'Check answer' }).click();
    assert.equal(await card.getByRole('status').innerText(), 'Choose an answer first.');
    assert.deepEqual(await sentBy(shown), []);
  });

  it('shows earlier answers, and never over what the reader is doing', async () => {
    const answers = [{ questionId: 'bound-value', choice: 1 }, { questionId: 'empty-list', choice: 3 }, { questionId: 'no-such-question', choice: 0 }];
    const { page, post } = await show({ progress: { answers } });
    assert.equal(await page.locator('.score').innerText(), '1 of 5 right');
    assert.match(await page.locator('.card.question').first().getByRole('status').innerText(), /^Right\./);
    const second = page.locator('.card.question').nth(1);
    await second.getByRole('radio').nth(0).check();
    await post({ type: 'progress', progress: { answers: [...answers, { questionId: 'sort-column', choice: 3 }] }, challenge: { state: 'passed' }, trusted: true });
    assert.ok(await second.getByRole('radio').nth(0).isChecked());
    assert.equal(await second.getByRole('status').innerText(), '');
    assert.equal(await page.locator('.passed').innerText(), 'Passed');
    assert.equal(await page.locator('#challenge .primary').innerText(), 'Open it again');
  });

  it('reveals what a strong answer covers', async () => {
    const shown = await show();
    const { page } = shown;
    const button = page.getByRole('button', { name: 'Show what a strong answer covers' });
    assert.equal(await page.locator('#strong-answer').isVisible(), false);
    await button.press('Enter');
    assert.equal(await page.locator('#strong-answer li').count(), 5);
    assert.equal(await page.getByRole('button', { name: 'Hide the answer' }).getAttribute('aria-expanded'), 'true');
    assert.deepEqual(await sentBy(shown), [{ type: 'revealInterview' }]);
  });

  it('hands references to the extension and goes nowhere itself', async () => {
    const shown = await show();
    await shown.page.getByRole('link', { name: 'node-postgres: queries (opens in your browser)' }).click();
    assert.deepEqual(await sentBy(shown), [{ type: 'openExternal', url: 'https://node-postgres.com/features/queries' }]);
    assert.equal(shown.page.url(), 'https://lesson.test/');
  });

  it('starts the challenge, and in Restricted Mode says why it waits', async () => {
    const shown = await show({ trusted: false });
    const button = shown.page.getByRole('button', { name: 'Start the challenge' });
    await button.click({ force: true });
    assert.deepEqual(await sentBy(shown), []);
    assert.equal(await shown.page.locator(`#${await button.getAttribute('aria-describedby') ?? 'none'}`).innerText(), 'A challenge runs code on this machine, so it waits until you trust this workspace.');
    await shown.post({ type: 'progress', progress: { answers: [] }, challenge: { state: 'in-progress' }, trusted: true });
    await shown.page.getByRole('button', { name: 'Continue the challenge' }).click();
    assert.deepEqual(await sentBy(shown), [{ type: 'startChallenge' }]);
  });

  it('comes back where it was', async () => {
    const { page, kept } = await show({}, { state: { id: lesson.id, scroll: 700, interviewOpen: true, tab: 'ruby' } });
    assert.equal(await page.evaluate('scrollY'), 700);
    assert.ok(await page.locator('#strong-answer').isVisible());
    assert.equal(await page.locator('[role=tab][aria-selected=true]').innerText(), 'Ruby');
    await page.evaluate('scrollTo(0, 1200)');
    await until(page, 'window.keptState.scroll === 1200');
    assert.deepEqual(await kept(), { id: lesson.id, scroll: 1200, interviewOpen: true, tab: 'ruby' });
  });

  it('starts at the top when the kept state is of another lesson or damaged', async () => {
    for (const state of [{ id: 'apis/resource-design', scroll: 700, interviewOpen: true }, 'nonsense']) {
      const { page, kept } = await show({}, { state });
      assert.equal(await page.evaluate('scrollY'), 0);
      assert.deepEqual(await kept(), { id: lesson.id, scroll: 0, interviewOpen: false });
      await open?.close();
    }
  });

  it('shows hostile text as text and drops hostile HTML', async () => {
    const hostile = '<img src=x onerror="window.hacked = true">';
    const shown = await show({
      lesson: { ...lesson, title: hostile, sections: { ...lesson.sections, idea: { html: `<p onclick="window.hacked = true">ok ${hostile}<a href="javascript:window.hacked = true">a</a></p><script>window.hacked = true</script><iframe src="https://example.org"></iframe>`, markdown: '' } } },
      yourCode: { status: 'unavailable', reason: hostile },
    });
    const { page } = shown;
    assert.equal(await page.locator('h1').innerText(), hostile);
    assert.equal(await page.locator('.your-code').innerText(), hostile);
    assert.equal(await page.evaluate('document.querySelector("#idea .prose").innerHTML'), '<p>ok <a>a</a></p>');
    assert.equal(await page.evaluate('window.hacked'), undefined);
    (shown.errors as string[]).length = 0; // the policy reports the handlers it refused
  });

  it('refuses a malformed message and goes on', async () => {
    const shown = await show();
    await shown.post({ type: 'yourCode', yourCode: { status: 'ready' } });
    assert.match(shown.errors.join(), /^Message refused at yourCode\./);
    (shown.errors as string[]).length = 0;
    await shown.post({ type: 'yourCode', yourCode: { status: 'analysing' } } satisfies ToPage);
    assert.equal(await shown.page.locator('.your-code').innerText(), 'Looking at your code…');
  });

  it('speaks the language of the translations it is given', async () => {
    const { page } = await show({ strings: { quiz: 'Quizfragen', question: 'Frage {0} von {1}' } });
    assert.equal(await page.locator('#quiz h2').innerText(), 'Quizfragen');
    assert.equal(await page.locator('legend').first().innerText(), 'Frage 1 von 5');
    assert.equal(await page.locator('#challenge h2').innerText(), 'Challenge');
  });

  it('copies code', async () => {
    const { page } = await show();
    await page.locator('#bad .code-copy').nth(1).click();
    await page.locator('#bad .code-copy', { hasText: 'Copied' }).waitFor();
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), "x' UNION SELECT id, email, 0 FROM users --");
  });

  it('marks the section being read in the contents, and moves the focus there by link', async () => {
    const { page } = await show();
    await page.getByRole('link', { name: 'When not to' }).press('Enter');
    await until(page, 'document.querySelector("nav [aria-current]")?.textContent === "When not to"');
    assert.equal(await page.evaluate('document.activeElement.id'), 'when-not-to-title');
  });

  it('never scrolls sideways as a whole, and lets the keyboard scroll what does', async () => {
    for (const width of [320, 480, 760, 1280]) {
      const { page } = await show({}, { width });
      assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0, `${width} px`);
      const unreachable = 'new Promise((done) => setTimeout(() => done([...document.querySelectorAll("pre")].filter((pre) => pre.scrollWidth > pre.clientWidth && pre.tabIndex !== 0).length), 50))';
      assert.equal(await page.evaluate(unreachable), 0);
      await open?.close();
    }
  });

  describe('has no accessibility violation (axe)', () => {
    let axe: string;
    before(async () => {
      axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    });
    const violations = async ({ page }: LessonPage): Promise<readonly string[]> => {
      await page.evaluate(axe);
      return page.evaluate('axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)))');
    };
    const answers = [{ questionId: 'bound-value', choice: 1 }, { questionId: 'sort-column', choice: 0 }];
    for (const theme of ['dark', 'light', 'highContrast', 'highContrastLight', 'monokai', 'abyss'] satisfies ThemeName[]) {
      it(`in ${theme}`, async () => {
        const shown = await show({ progress: { answers } }, { theme, state: { id: lesson.id, scroll: 0, interviewOpen: true } });
        assert.deepEqual(await violations(shown), []);
      });
    }
    it('narrow, in Restricted Mode, with the contents open', async () => {
      const shown = await show({ trusted: false, challenge: { state: 'passed' } }, { width: 420 });
      await shown.page.getByRole('button', { name: 'On this page' }).click();
      await shown.page.getByRole('button', { name: 'Read the task' }).click();
      assert.deepEqual(await violations(shown), []);
    });
    it('in forced colours', async () => {
      assert.deepEqual(await violations(await show({ progress: { answers } }, { theme: 'highContrast', forcedColors: true })), []);
    });
  });
});
