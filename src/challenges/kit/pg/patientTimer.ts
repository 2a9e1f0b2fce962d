const tickMs = 50;

/**
 * Calls `act` after so many milliseconds in which this process could run. A machine that is busy with something else does not count: what
 * would have happened in time gets its turn first. Returns a function that calls it off.
 */
export function patientTimer(ms: number, act: () => void): () => void {
  let left = Math.ceil(ms / tickMs);
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    act();
  }, tickMs);
  return () => { clearInterval(timer); };
}
