/** `npm run picture` makes the picture of the README: checklist, hover and lesson on the sample. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { repo } from '../harness/paths.ts';
import { Workbench } from './workbench.ts';

const workbench = await Workbench.open();
const { page } = workbench;
try {
  await page.setViewportSize({ width: 1600, height: 940 });
  const rows = await workbench.openChecklist();
  await rows.filter({ hasText: 'Parameterised queries' }).first().click();
  await workbench.openFile('src/products/products.routes.ts', 28);
  await workbench.run('Backend Coach: Open Lesson');
  await workbench.pick('Parameterised queries');
  await workbench.lessonFrame().getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(1500); // the lesson settles
  await page.locator('.tab', { hasText: 'products.routes.ts' }).click();
  await workbench.hoverOver("'/search'");
  await page.waitForTimeout(500); // the hover fades in
  await mkdir(join(repo, 'media/screenshots'), { recursive: true });
  await page.screenshot({ path: join(repo, 'media/screenshots/workbench.png') });
} finally {
  await workbench.close();
}
