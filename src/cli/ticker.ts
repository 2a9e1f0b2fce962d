import type { Io } from './io.ts';

const everyMs = 80;

/** One line on a terminal that is written over and over; nothing where it would end up in a log. */
export function ticker(stream: Io['stderr']): { show(line: string): void; clear(): void } {
  if (stream.isTTY !== true) return { show: () => undefined, clear: () => undefined };
  let shownAt = 0;
  return {
    show(line) {
      if (Date.now() - shownAt < everyMs) return;
      shownAt = Date.now();
      stream.write(`\r\u001b[2K${line}`);
    },
    clear() {
      if (shownAt > 0) stream.write('\r\u001b[2K');
    },
  };
}
