import type { Span } from '../facts.ts';
import type { Place } from '../resolve/model.ts';

export function span(file: string, place: Place): Span {
  return { file, line: place[0], column: place[1], endLine: place[2], endColumn: place[3] };
}
