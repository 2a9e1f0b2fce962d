/** A window of its own for the concurrency test: records a number of answers and attempts, then leaves. */
import { openProgress } from '../../../src/progress/index.ts';

const [folder = '', name = '', times = '0'] = process.argv.slice(2);
const { progress, problem } = await openProgress(folder, { writeDelayMs: 1 });
if (problem !== undefined) throw new Error(problem);
for (let index = 0; index < Number(times); index += 1) {
  progress.recordAnswer('databases/transactions', `${name}-${index}`, index, true);
  progress.recordChallenge('databases/transactions', { passed: index, total: Number(times), hintsUsed: 0 });
  const failure = await progress.flush();
  if (failure !== undefined) throw new Error(failure);
}
await progress.dispose();
