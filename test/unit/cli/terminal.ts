import { Writable } from 'node:stream';
import type { Io } from '../../../src/cli/io.ts';

/** A terminal, or a pipe, that remembers what was written. */
export function memoryIo(options: { readonly isTTY?: boolean; readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {}): Io & { readonly out: () => string; readonly err: () => string } {
  const stdout = new Sink(options.isTTY ?? false);
  const stderr = new Sink(options.isTTY ?? false);
  return { stdout, stderr, env: options.env ?? {}, cwd: options.cwd ?? process.cwd(), out: () => stdout.text, err: () => stderr.text };
}

class Sink extends Writable {
  readonly isTTY: boolean;
  readonly #chunks: Buffer[] = [];

  constructor(isTTY: boolean) {
    super({ highWaterMark: 64 });
    this.isTTY = isTTY;
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    setImmediate(done);
  }
}
