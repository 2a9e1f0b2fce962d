/** Loaded into every process that `startScript` starts, before its code. */
import { watch } from '../../child/watchdog.ts';

// Ends with the tests, whatever becomes of them; the limits of the whole run are theirs to keep.
watch({ memoryLimit: 4_096, timeLimit: 300, tells: false });

process.on('message', (message) => {
  if (typeof message === 'object' && message !== null && 'coach' in message && message.coach === 'SIGTERM') process.emit('SIGTERM', 'SIGTERM');
});
// Listening for messages keeps a process alive, and this listener is not the script's own.
process.channel?.unref();
