import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repo } from '../harness/paths.ts';
import { codeBlocks, type CodeBlock } from './blocks.ts';

interface Tool {
  readonly language: string;
  /** Command that parses the files given after `args` and prints `path TAB line TAB message` for each error. */
  readonly command: string;
  readonly args: readonly string[];
  /** Asked first, to see whether the tool is here. */
  readonly version: readonly string[];
  readonly extension: string;
  /** Something the tool must refuse: a check that refuses nothing checks nothing. */
  readonly wrong: string;
  /** CI has these two; elsewhere a missing tool is reported and skipped. */
  readonly inCi: boolean;
}

const script = (name: string): string => join(repo, 'test/lessons/syntax', name);
const tools: readonly Tool[] = [
  { language: 'python', command: 'python3', args: [script('check.py')], version: ['--version'], extension: 'py', wrong: 'def f(:\n    pass\n', inCi: true },
  { language: 'java', command: 'java', args: [script('Check.java')], version: ['--list-modules'], extension: 'java', wrong: 'class A { void b( }\n', inCi: true },
  { language: 'ruby', command: 'ruby', args: [script('check.rb')], version: ['--version'], extension: 'rb', wrong: 'class A; def b; end\n', inCi: false },
  { language: 'php', command: 'php', args: [script('check.php')], version: ['--version'], extension: 'php', wrong: '<?php\nfunction a( {}\n', inCi: false },
];

describe('Code in other languages in the lessons', () => {
  for (const tool of tools) {
    const isHere = canRun(tool);
    const title = `parses as ${tool.language}`;
    if (!isHere && !(process.env['CI'] && tool.inCi)) {
      it.skip(`${title} (not checked: there is no ${tool.command} on this machine)`);
      continue;
    }
    it(title, async function () {
      this.timeout(60_000);
      assert.ok(isHere, `CI must have ${tool.command}`);
      const blocks = codeBlocks(tool.language);
      assert.ok(blocks.length > 0, `no ${tool.language} block was found`);
      const wrong = { at: 'the wrong sample', file: 'the wrong sample', firstLine: 1, language: tool.language, code: tool.wrong };
      const problems = await check(tool, [...blocks, wrong]);
      assert.ok(problems.some((problem) => problem.startsWith('the wrong sample:')), `${tool.command} refuses nothing`);
      assert.deepEqual(problems.filter((problem) => !problem.startsWith('the wrong sample:')), []);
    });
  }
});

/** All blocks in one run of the tool. */
async function check(tool: Tool, blocks: readonly CodeBlock[]): Promise<readonly string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'lesson-code-'));
  try {
    const files = blocks.map((_, index) => join(dir, `Block${index}.${tool.extension}`));
    await Promise.all(blocks.map(({ code }, index) => writeFile(files[index]!, code)));
    const { stdout } = await promisify(execFile)(tool.command, [...tool.args, ...files], { maxBuffer: 16e6 });
    return stdout.split('\n').filter((row) => row.includes('\t')).map((row) => {
      const [path = '', line = '1', message = ''] = row.split('\t');
      const block = blocks[files.indexOf(path)];
      return block ? `${block.file}:${block.firstLine + Number(line) - 1}: ${message}` : row;
    });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** A Java runtime without the compiler does not count. */
function canRun({ command, version }: Tool): boolean {
  const { status, stdout } = spawnSync(command, [...version], { encoding: 'utf8' });
  return status === 0 && (command !== 'java' || stdout.includes('jdk.compiler'));
}
