import v8 from 'node:v8';

/** Two semi-spaces of 8 MB. */
const enough = 16 * 1024 * 1024;

/**
 * Keeps V8's young generation at 16 MB in a process that parses one file after the other. Left alone it grows to 64 MB and more, for syntax trees that
 * are dropped at once: 90 MB more at the peak, and no faster. The limit can only be set as a flag of a new process, so growth is stopped when it is large enough:
 * call the returned function now and then. A V8 without the flag says so on stderr and goes on (https://v8.dev/blog/trash-talk).
 */
export function limitYoungGeneration(): () => void {
  let isDone = false;
  const stop = (): void => {
    if (isDone || !hasGrown()) return;
    isDone = true;
    v8.setFlagsFromString('--semi-space-growth-factor=1');
  };
  if (!hasGrown()) v8.setFlagsFromString('--semi-space-growth-factor=8');
  stop();
  return stop;
}

function hasGrown(): boolean {
  const space = v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  return space === undefined || space.space_size >= enough;
}
