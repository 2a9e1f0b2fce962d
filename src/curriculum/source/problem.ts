/** Something wrong in a source file of the curriculum, for the person who wrote it. */
export interface Problem {
  /** As a person would type it: `lessons/databases/transactions/lesson.md`. */
  readonly file: string;
  /** 1-based; absent when the file as a whole is meant. */
  readonly line?: number;
  readonly message: string;
}

/** `lessons/databases/transactions/quiz.yaml:12: …`, the form that terminals and editors link. */
export function formatProblem({ file, line, message }: Problem): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
}
