import type { ProjectFacts, Span } from '../facts.ts';

/** Whether one range lies inside another of the same file. */
export function contains(outer: Span, inner: Span): boolean {
  if (outer.file !== inner.file) return false;
  const startsAfter = inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column);
  const endsBefore = inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return startsAfter && endsBefore;
}

/** Functions written inside a range: the callbacks of a call. */
export function functionsInside(project: Pick<ProjectFacts, 'functions'>, range: Span): readonly string[] {
  return project.functions.in(range.file).filter((fn) => contains(range, fn.at)).map(({ id }) => id);
}
