import type { Writable } from 'node:stream';

/** The outside world of the command line. */
export interface Io {
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/** `done`: it worked; `failed`: it could not be done here and now; `usage`: it was asked for wrongly. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a subcommand answers with when it cannot go on: one sentence for stderr, and the exit code. */
export class CommandError extends Error {
  readonly code: ExitCode;

  constructor(code: ExitCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Writes all of it, in pieces, each after the reader took the one before: a pipe never loses the end of a large document. */
export async function print(stream: Writable, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const size = 1 << 16;
  for (let start = 0; start < bytes.length; start += size) {
    if (stream.destroyed || stream.writableEnded) return;
    // A write that fails is the business of the stream's own error handler; the callback comes either way.
    await new Promise<void>((resolve) => { stream.write(bytes.subarray(start, start + size), () => { resolve(); }); });
  }
}
