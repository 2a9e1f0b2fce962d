import type { Scan } from '../analysis/engine.ts';
import type { ConceptReport, SkillReport } from '../skills/model.ts';
import { becauseOf, findingsOf, inOrder } from './scan-document.ts';
import { counted, effectText, place, shownPath, skillProgress, stateWord } from './words.ts';

/** The scan as a comment on a pull request: findings and skills in sight, routes and data calls folded. */
export function reportMarkdown(scan: Scan, skills: readonly SkillReport[]): string {
  const { project, files } = scan;
  const found = findingsOf(skills);
  const parts = [
    '## Backend Coach',
    [
      `${counted(files.analysed, 'file')} analysed`, counted(project.routes.length, 'route'), counted(project.dataCalls.length, 'data call'), counted(found.length, 'finding'),
    ].join(' · '),
  ];
  if (files.failed.length > 0) {
    parts.push(`${counted(files.failed.length, 'file')} could not be analysed:\n\n${files.failed.map(({ file, reason }) => `- ${code(file)}: ${escape(reason)}`).join('\n')}`);
  }
  if (found.length > 0) {
    parts.push('### Findings', grid(['', 'Where', 'What', 'Fix'], found.map((finding) => [
      finding.severity, code(place(finding.at)), `${escape(finding.message)} (${code(finding.rule)})`, escape(finding.fix),
    ])));
  }
  parts.push('### Skills', grid(['Skill', 'Concept', 'State', 'Evidence', 'Next step'], skills.flatMap((skill) => skill.concepts.map((concept, index) => [
    index === 0 ? `**${escape(skill.title)}**<br>${skillProgress(skill)}` : '', escape(concept.title), stateWord(concept.state), evidence(concept), escape(concept.next ?? ''),
  ]))));
  const known = inOrder(project.routes).filter(({ resolved }) => resolved);
  const unknown = inOrder(project.routes).filter(({ resolved }) => !resolved);
  if (known.length > 0) {
    parts.push(folded(`Routes (${known.length})`, grid(['Method', 'Path', 'Framework', 'Where', 'Does'], known.map((route) => [
      route.method, code(shownPath(route.path)), escape(route.framework), code(place(route.at)), effectText(project.effectsOf(route), code),
    ]))));
  }
  if (unknown.length > 0) {
    parts.push(folded(`Routes whose path is not known before run time (${unknown.length})`, grid(['Method', 'Path as far as it is known', 'Where', 'Because', 'Does'], unknown.map((route) => [
      route.method, code(shownPath(route.path)), code(place(route.at)), escape(becauseOf(route)), effectText(project.effectsOf(route), code),
    ]))));
  }
  if (project.dataCalls.length > 0) {
    parts.push(folded(`Data calls (${project.dataCalls.length})`, grid(['Operation', 'Method', 'Target', 'Library', 'Where'], inOrder(project.dataCalls).map((call) => [
      call.operation, code(call.method), call.target === undefined ? '' : code(call.target), escape(call.library), code(place(call.at)),
    ]))));
  }
  return `${parts.join('\n\n')}\n`;
}

function evidence({ evidence: all }: ConceptReport): string {
  const [first] = all;
  if (first === undefined) return '';
  return `${escape(first.signal)}, ${code(place(first.at))}${all.length > 1 ? ` and ${all.length - 1} more` : ''}`;
}

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** Text of the analysis, inert inside a table cell: no markup but code spans, no second cell, no second line. */
function escape(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').split(/(`[^`]+`)/).map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : escapeText(part))).join('');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(/[\\`*_[\]|~]/g, '\\$&');
}

function code(text: string): string {
  const inert = text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...inert.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${inert}${fence}` : `${fence} ${inert} ${fence}`;
}
