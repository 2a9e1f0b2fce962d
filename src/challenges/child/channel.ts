import { writeSync } from 'node:fs';
import type { WireMessage } from '../run/wire.ts';

/** Tells the parent something, at once: what was sent before the process dies has been sent. */
export function tell(message: WireMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let sent = 0; sent < bytes.length;) {
    try {
      sent += writeSync(3, bytes, sent);
    } catch (error) {
      // EAGAIN: the parent is slow to read. Anything else: it is gone, and the watchdog will notice.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
