import { parseArgs } from 'node:util';
import { CommandError, exitCodes, type ExitCode, type Io, print } from './io.ts';
import { lessonList, lessonShow } from './lessons.ts';
import { paintFor } from './paint.ts';
import { type Format, formats } from './format.ts';
import { usage } from './usage.ts';
import { version } from './version.ts';

/** Runs the command line on the arguments after the program's name. Never rejects: what goes wrong is one message on stderr and an exit code. */
export async function runCli(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    await dispatch(args, io);
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommandError) {
      await print(io.stderr, `backend-coach: ${error.message}\n`);
      return error.code;
    }
    const detail = error instanceof Error ? error.stack ?? error.message : String(error);
    await print(io.stderr, `backend-coach: an unexpected error, please report it: ${detail}\n`);
    return exitCodes.failed;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help === true) return print(io.stdout, usage);
  if (values.version === true) return print(io.stdout, `${version}\n`);
  const [command, ...rest] = positionals;
  if (command !== 'scan' && (values.format !== undefined || values['no-cache'] === true)) {
    throw wrongUsage('--format and --no-cache belong to "scan"');
  }
  switch (command) {
    case 'scan': {
      const [dir = '.'] = operands(rest, 0, 1, 'scan takes one folder');
      // Only a scan pays for loading the parser.
      const { scanCommand } = await import('./scan.ts');
      return scanCommand({ dir, format: formatOf(values.format), cache: values['no-cache'] !== true }, io);
    }
    case 'lesson': return print(io.stdout, await lesson(rest, io));
    case 'challenge': return challenge(rest, io);
    case undefined: throw wrongUsage('a command is missing');
    default: throw wrongUsage(`there is no command "${command}"`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'format': { type: 'string' },
        'no-cache': { type: 'boolean' },
        'help': { type: 'boolean', short: 'h' },
        'version': { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    // Node's message starts with what was wrong; the rest explains `--` to the author of a command line.
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw wrongUsage(first);
  }
}

async function lesson(rest: readonly string[], io: Io): Promise<string> {
  const [action, ...ids] = rest;
  if (action === 'list') {
    operands(ids, 0, 0, 'lesson list takes nothing more');
    return lessonList(paintFor(io));
  }
  if (action === 'show') {
    const [id = ''] = operands(ids, 1, 1, 'lesson show takes the id of one lesson');
    return lessonShow(id, io);
  }
  throw wrongUsage(action === undefined ? 'lesson needs "list" or "show <id>"' : `lesson knows no "${action}"`);
}

async function challenge(rest: readonly string[], io: Io): Promise<void> {
  const [action, ...more] = rest;
  // Nobody else pays for loading what runs challenges.
  const { challengeHint, challengeList, challengeRun, challengeShow, challengeStart } = await import('./challenges.ts');
  switch (action) {
    case 'list': {
      operands(more, 0, 0, 'challenge list takes nothing more');
      return print(io.stdout, await challengeList(paintFor(io)));
    }
    case 'show': {
      const [id = ''] = operands(more, 1, 1, 'challenge show takes the id of one challenge');
      return print(io.stdout, await challengeShow(id, io));
    }
    case 'start': {
      const [id = '', dir = ''] = operands(more, 2, 2, 'challenge start takes the id of a challenge and a folder');
      return print(io.stdout, await challengeStart(id, dir, io));
    }
    case 'run': {
      const [dir = '.'] = operands(more, 0, 1, 'challenge run takes one folder');
      return challengeRun(dir, io);
    }
    case 'hint': {
      const [dir = '.'] = operands(more, 0, 1, 'challenge hint takes one folder');
      return print(io.stdout, await challengeHint(dir, io));
    }
    case undefined: throw wrongUsage('challenge needs "list", "show", "start", "run" or "hint"');
    default: throw wrongUsage(`challenge knows no "${action}"`);
  }
}

function operands(rest: readonly string[], least: number, most: number, otherwise: string): readonly string[] {
  if (rest.length < least || rest.length > most) throw wrongUsage(otherwise);
  return rest;
}

function formatOf(text = 'text'): Format {
  const format = formats.find((known) => known === text);
  if (format === undefined) throw wrongUsage(`--format is text, json or markdown, not "${text}"`);
  return format;
}

function wrongUsage(what: string): CommandError {
  return new CommandError(exitCodes.usage, `${what}. "backend-coach --help" shows the usage.`);
}
