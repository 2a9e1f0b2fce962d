import type { Context } from 'mocha';
import type { Workbench } from './workbench.ts';

/** For `afterEach`: keeps a picture of the window when the test failed. */
export async function keepEvidence(context: Context, workbench: Workbench | undefined): Promise<void> {
  const test = context.currentTest;
  if (test?.state !== 'failed' || !workbench) return;
  await workbench.keep('failed', test.fullTitle().replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 100));
}
