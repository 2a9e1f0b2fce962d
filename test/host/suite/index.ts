import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import Reporter from '../../harness/reporter.ts';

/** What test/host/run.ts hands over in BACKEND_COACH_TEST_PLAN. */
interface Plan { readonly suite: string; readonly resultFile: string; readonly log: string; readonly grep?: string; readonly colour: boolean }

/** Called by VS Code inside its extension host. Rejects when a test failed. */
export async function run(): Promise<void> {
  const plan = JSON.parse(process.env['BACKEND_COACH_TEST_PLAN'] ?? '') as Plan;
  (Mocha.reporters.Base as unknown as { consoleLog: (...args: unknown[]) => void }).consoleLog = (...args) => { appendFileSync(plan.log, `${format(...args)}\n`); };
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: plan.colour, reporter: Reporter, reporterOptions: { output: plan.resultFile } });
  if (plan.grep !== undefined) mocha.grep(plan.grep);
  for (const file of readdirSync(plan.suite)) if (file.endsWith('.test.cjs')) mocha.addFile(join(plan.suite, file));
  const failures = await new Promise<number>((resolve) => { mocha.run(resolve); });
  if (failures > 0) throw new Error(`${failures} failing`);
}
