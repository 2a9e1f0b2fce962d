import type { Scan } from '../analysis/engine.ts';
import type { ProjectFacts, Route } from '../analysis/facts.ts';
import type { ConceptReport, Severity, SkillReport, State } from '../skills/model.ts';
import type { Paint, Style } from './paint.ts';
import { becauseOf, findingsOf, inOrder } from './scan-document.ts';
import { table } from './table.ts';
import { counted, effectText, place, shownPath, skillProgress, stateWord } from './words.ts';

const marks: Readonly<Record<State, readonly [string, Style]>> = {
  'not-applicable': ['-', 'dim'], 'not-seen': ['○', 'dim'], 'seen': ['◐', 'yellow'], 'demonstrated': ['●', 'green'], 'exemplary': ['★', 'green'],
};
const severityStyles: Readonly<Record<Severity, Style>> = { warning: 'yellow', information: 'cyan', question: 'dim' };
/** Enough to show where a state comes from; the JSON document has them all. */
const evidenceShown = 3;

/** The scan as a person reads it in a terminal. */
export function reportText(root: string, scan: Scan, skills: readonly SkillReport[], paint: Paint): string {
  const sections = [head(root, scan, paint), routes(scan, paint), unresolved(scan, paint), dataCalls(scan, paint), classes(scan, paint), findings(skills, paint), skillLines(skills, paint)];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function head(root: string, { files }: Scan, paint: Paint): string[] {
  const lines = [`${paint('bold', 'Backend Coach')}  ${root}`];
  if (files.analysed + files.failed.length === 0) return [...lines, 'No TypeScript or JavaScript of a backend was found here.'];
  const counts = [`${counted(files.analysed, 'file')} analysed`];
  if (files.skipped > 0) counts.push(`${files.skipped.toLocaleString('en')} skipped`);
  if (files.failed.length > 0) counts.push(`${files.failed.length.toLocaleString('en')} failed`);
  return [...lines, counts.join(', '), ...files.failed.map(({ file, reason }) => paint('red', `  ${file}: ${reason}`))];
}

function routes({ project }: Scan, paint: Paint): string[] {
  const known = inOrder(project.routes).filter(({ resolved }) => resolved);
  if (known.length === 0) return [];
  return [title('Routes', known.length, paint), ...routeLines(known, project, paint)];
}

/** Never hidden among the others, and never left out: what the code does not tell is said. */
function unresolved({ project }: Scan, paint: Paint): string[] {
  const unknown = inOrder(project.routes).filter(({ resolved }) => !resolved);
  if (unknown.length === 0) return [];
  return [title('Routes whose path is not known before run time', unknown.length, paint), ...routeLines(unknown, project, paint)];
}

function routeLines(routes: readonly Route[], project: ProjectFacts, paint: Paint): string[] {
  const rows = table(routes.map((route) => [paint('cyan', route.method), shownPath(route.path), paint('dim', route.framework), place(route.at)]));
  return routes.flatMap((route, index) => {
    const does = effectText(project.effectsOf(route));
    return [
      rows[index] ?? '',
      ...(route.resolved ? [] : [`      ${paint('yellow', `unresolved: ${becauseOf(route)}`)}`]),
      ...(does === '' ? [] : [`      ${paint('dim', does)}`]),
    ];
  });
}

function dataCalls({ project }: Scan, paint: Paint): string[] {
  if (project.dataCalls.length === 0) return [];
  const rows = inOrder(project.dataCalls).map((call) => [call.operation, call.method, call.target ?? '', paint('dim', call.library), place(call.at)]);
  return [title('Data calls', project.dataCalls.length, paint), ...table(rows)];
}

function classes({ project }: Scan, paint: Paint): string[] {
  if (project.classes.length === 0) return [];
  const rows = inOrder(project.classes).map((fact) => [
    `${fact.abstract ? 'abstract ' : ''}${fact.name}`,
    [
      ...(fact.extends === undefined ? [] : [`extends ${fact.extends}`]),
      ...(fact.implements.length === 0 ? [] : [`implements ${fact.implements.join(', ')}`]),
    ].join(' '),
    place(fact.at),
  ]);
  return [title('Classes', project.classes.length, paint), ...table(rows)];
}

function findings(skills: readonly SkillReport[], paint: Paint): string[] {
  const found = findingsOf(skills);
  if (found.length === 0) return [];
  return [
    title('Findings', found.length, paint),
    ...found.flatMap((finding) => [
      `  ${paint(severityStyles[finding.severity], finding.severity)}  ${place(finding.at)}  ${paint('dim', `${finding.rule} (${finding.concept})`)}`,
      `    ${finding.message}`,
      `    ${paint('bold', 'Fix:')} ${finding.fix}`,
    ]),
  ];
}

function skillLines(skills: readonly SkillReport[], paint: Paint): string[] {
  return [
    paint('bold', 'Skills'),
    ...skills.flatMap((skill) => [`  ${paint('bold', skill.title)}  ${paint('dim', skillProgress(skill))}`, ...skill.concepts.flatMap((concept) => conceptLines(concept, paint))]),
  ];
}

function conceptLines(concept: ConceptReport, paint: Paint): string[] {
  const [mark, style] = marks[concept.state];
  const more = concept.evidence.length - evidenceShown;
  return [
    `    ${paint(style, mark)} ${concept.title}  ${paint(style, stateWord(concept.state))}  ${paint('dim', concept.id)}`,
    ...concept.evidence.slice(0, evidenceShown).map(({ signal, at }) => `        ${signal}  ${paint('dim', place(at))}`),
    ...(more > 0 ? [paint('dim', `        and ${more} more`)] : []),
    ...(concept.next === undefined ? [] : [`        ${paint('bold', 'Next:')} ${concept.next}`]),
  ];
}

function title(text: string, count: number, paint: Paint): string {
  return `${paint('bold', text)} ${paint('dim', `(${count.toLocaleString('en')})`)}`;
}
