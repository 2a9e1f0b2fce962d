/** Runs the import in this process and says so on stderr whenever a rejection goes unhandled. */
import { writeSync } from 'node:fs';

process.on('unhandledRejection', (reason) => {
  writeSync(2, `UNHANDLED ${reason instanceof Error ? reason.message : String(reason)}\n`);
});

await import('../src/import.js');
