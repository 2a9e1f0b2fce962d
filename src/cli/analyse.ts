import { createEngine, type ScanOptions } from '../analysis/engine.ts';
import { limitYoungGeneration } from '../platform/young-generation.ts';
import { detectors } from '../skills/concepts/registry.ts';
import { evaluateSkills, observersOf } from '../skills/skill-map.ts';
import type { Format } from './format.ts';
import { lessonIndex } from './lessons.ts';
import type { Paint } from './paint.ts';
import { reportMarkdown } from './report-markdown.ts';
import { reportText } from './report-text.ts';
import { scanDocument } from './scan-document.ts';
import { version } from './version.ts';

/** Analyses a folder and writes the report. Everything that needs the parser is reached from here, and loaded only when there is something to analyse. */
export async function analysed(root: string, format: Format, paint: Paint, options: ScanOptions): Promise<string> {
  const lessons = await lessonIndex();
  const limit = limitYoungGeneration();
  const onProgress = (done: number, total: number): void => {
    limit();
    options.onProgress?.(done, total);
  };
  const scan = await createEngine(root, observersOf(detectors)).scan({ ...options, onProgress, once: true });
  const skills = evaluateSkills(scan, lessons, detectors);
  switch (format) {
    case 'text': return reportText(root, scan, skills, paint);
    case 'json': return `${JSON.stringify(scanDocument(root, scan, skills, version), undefined, 2)}\n`;
    case 'markdown': return reportMarkdown(scan, skills);
  }
}
