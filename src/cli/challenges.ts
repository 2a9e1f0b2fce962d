import { join, resolve } from 'node:path';
import { loadChallenge, nextHint, readAttempt, runChallenge, startChallenge } from '../challenges/index.ts';
import type { ChallengeSource, RunResult, TestOutcome, Toolbox } from '../challenges/model.ts';
import { challengeDir } from '../curriculum/load.ts';
import { renderMarkdownText } from '../curriculum/markdownText.ts';
import { builtFolder } from '../platform/built.ts';
import { CommandError, exitCodes, type Io, print } from './io.ts';
import { checkId, lessonIndex } from './lessons.ts';
import { pageFor, type Paint, paintFor } from './paint.ts';
import { table } from './table.ts';

/** `backend-coach challenge list`. */
export async function challengeList(paint: Paint): Promise<string> {
  const { skills } = await lessonIndex();
  const blocks = skills.flatMap((skill) => {
    const rows = skill.concepts.flatMap(({ id, challenge }) => (challenge === undefined ? [] : [[id, challenge.title, paint('dim', `about ${challenge.minutes} minutes`)]]));
    return rows.length === 0 ? [] : [[paint('bold', skill.title), ...table(rows)].join('\n')];
  });
  return `${blocks.join('\n\n')}\n`;
}

/** `backend-coach challenge show <id>`: the brief as a page. */
export async function challengeShow(id: string, io: Io): Promise<string> {
  const challenge = await loadChallenge(await sourceOf(id));
  if (challenge.kind === 'failed') throw new CommandError(exitCodes.failed, challenge.message);
  const { title, minutes, brief, open } = challenge.challenge;
  const paint = paintFor(io);
  return `${paint('bold', title)}\n${paint('dim', `${id} · about ${minutes} minutes · begins in ${open}`)}\n\n${renderMarkdownText(brief, pageFor(io))}\n\nStart it with: backend-coach challenge start ${id} <folder>\n`;
}

/** `backend-coach challenge start <id> <dir>`: copies the starter. */
export async function challengeStart(id: string, dir: string, io: Io): Promise<string> {
  const result = await startChallenge({ source: await sourceOf(id), toolbox: toolbox(), target: resolve(io.cwd, dir) });
  switch (result.kind) {
    case 'started': return `Started in ${result.attempt.dir}. Begin with ${result.readme} and ${result.open}, then: backend-coach challenge run ${dir}\n`;
    case 'exists': throw new CommandError(exitCodes.failed, `${result.attempt.dir} already holds an attempt at ${result.attempt.id}; nothing was changed.`);
    case 'occupied':
    case 'failed': throw new CommandError(exitCodes.failed, result.message);
  }
}

/** `backend-coach challenge run [dir]`: runs the tests; anything but a pass ends in a {@link CommandError}. */
export async function challengeRun(dir: string, io: Io): Promise<void> {
  const { folder, source } = await attemptIn(dir, io);
  const paint = paintFor(io);
  const lines: Promise<void>[] = [];
  const abort = new AbortController();
  const stop = (): void => { abort.abort(); };
  // The tests run in a process group of their own, which would outlive this process.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, stop);
  const result = await runChallenge({
    source, toolbox: toolbox(), dir: folder, signal: abort.signal,
    onEvent: (event) => {
      if (event.kind === 'test-finished') lines.push(print(io.stdout, `${outcomeLines(event.outcome, paint).join('\n')}\n`));
      else if (event.kind === 'output') lines.push(print(io.stderr, event.text));
    },
  });
  for (const signal of signals) process.removeListener(signal, stop);
  await Promise.all(lines);
  await print(io.stdout, `\n${summary(result)}\n`);
  if (result.kind !== 'passed') throw new CommandError(exitCodes.failed, result.kind === 'cancelled' ? 'The run was cancelled.' : result.message);
}

/** `backend-coach challenge hint [dir]`: the next rung, from the first failure. */
export async function challengeHint(dir: string, io: Io): Promise<string> {
  const { folder, source } = await attemptIn(dir, io);
  const hint = await nextHint({ source, dir: folder });
  const page = ({ title, text }: { title: string; text: string }): string => `${paintFor(io)('bold', title)}\n\n${renderMarkdownText(text, pageFor(io))}`;
  switch (hint.kind) {
    case 'hint': return `${page(hint)}\n`;
    case 'exhausted': return `${hint.shown.map(page).join('\n\n')}\n\n${hint.message}\n`;
    case 'passed': return `${hint.message}\n`;
    case 'run-first':
    case 'failed': throw new CommandError(exitCodes.failed, hint.message);
  }
}

async function sourceOf(id: string): Promise<ChallengeSource> {
  await checkId(id, 'challenge', (concept) => concept.challenge !== undefined);
  return { id, dir: challengeDir(join(builtFolder(), 'lessons'), id) };
}

async function attemptIn(dir: string, io: Io): Promise<{ folder: string; source: ChallengeSource }> {
  const folder = resolve(io.cwd, dir);
  const found = await readAttempt(folder);
  switch (found.kind) {
    case 'attempt': return { folder, source: await sourceOf(found.attempt.id) };
    case 'none': throw new CommandError(exitCodes.failed, `${dir} holds no challenge; "backend-coach challenge start <id> <folder>" makes one.`);
    case 'unreadable': throw new CommandError(exitCodes.failed, found.message);
  }
}

function toolbox(): Toolbox {
  return { kitDir: join(builtFolder(), 'kit') };
}

function outcomeLines(outcome: TestOutcome, paint: Paint): string[] {
  const name = outcome.test.path.join(' > ');
  switch (outcome.kind) {
    case 'passed': return [`  ${paint('green', 'passed')}   ${name}`];
    case 'skipped': return [`  ${paint('dim', 'skipped')}  ${name}`];
    case 'failed': {
      const { message, expected, actual, source, at } = outcome.failure;
      const where = source ?? at;
      return [
        `  ${paint('red', 'failed')}   ${name}`,
        `           ${message.replaceAll('\n', '\n           ')}`,
        ...(expected === undefined ? [] : [`           expected  ${expected.replaceAll('\n', '\n                     ')}`]),
        ...(actual === undefined ? [] : [`           actual    ${actual.replaceAll('\n', '\n                     ')}`]),
        ...(where === undefined ? [] : [paint('dim', `           ${where.file}:${where.line}`)]),
      ];
    }
  }
}

function summary(result: RunResult): string {
  const count = (kind: TestOutcome['kind']) => result.outcomes.filter((outcome) => outcome.kind === kind).length;
  const parts = [`${count('passed')} passed`, `${count('failed')} failed`, ...(result.notRun.length > 0 ? [`${result.notRun.length} not run`] : [])];
  return `${parts.join(', ')} in ${(result.durationMs / 1000).toFixed(1)} s`;
}
