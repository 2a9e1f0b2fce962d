/** How values go to the server and come back: the rules of `pg`, so that code behaves here as it does there. */

/** A parameter as text (or bytes), the way `pg` sends it. */
export function toParameter(value: unknown): string | Uint8Array | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayLiteral(value);
  if (typeof value === 'object') return 'toPostgres' in value && typeof value.toPostgres === 'function' ? toParameter((value.toPostgres as () => unknown)()) : JSON.stringify(value);
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- numbers, booleans, bigints; pg does the same to the rest
  return String(value);
}

function arrayLiteral(values: readonly unknown[]): string {
  const items = values.map((value) => {
    if (value === null || value === undefined) return 'NULL';
    if (Array.isArray(value)) return arrayLiteral(value);
    if (value instanceof Uint8Array) return `"\\\\x${Buffer.from(value).toString('hex')}"`;
    return `"${String(toParameter(value)).replace(/[\\"]/g, '\\$&')}"`;
  });
  return `{${items.join(',')}}`;
}

type Parse = (text: string) => unknown;

const date: Parse = (text) => {
  const [year, month, day] = text.split('-').map(Number);
  return new Date(year ?? 0, (month ?? 1) - 1, day);
};
const timestamp: Parse = (text) => (text.endsWith('infinity') ? (text.startsWith('-') ? -Infinity : Infinity) : new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')));
const bytes: Parse = (text) => Buffer.from(text.slice(2), 'hex');
const json: Parse = (text) => JSON.parse(text) as unknown;
const list = (parse: Parse): Parse => (text) => parseArray(text, parse);

/** By type id. A type that is not here stays text: `bigint` and `numeric` too, because a number cannot hold them. */
const parsers = new Map<number, Parse>([
  [16, (text) => text === 't'],
  [17, bytes],
  [21, Number], [23, Number], [26, Number], [700, Number], [701, Number],
  [114, json], [3802, json],
  [1082, date], [1114, timestamp], [1184, timestamp],
  [1000, list((text) => text === 't')], [1001, list(bytes)],
  [1005, list(Number)], [1007, list(Number)], [1021, list(Number)], [1022, list(Number)], [1028, list(Number)], [1231, list(Number)],
  [1016, list(String)], [1009, list(String)], [1014, list(String)], [1015, list(String)], [2951, list(String)],
  [199, list(json)], [3807, list(json)],
  [1182, list(date)], [1115, list(timestamp)], [1185, list(timestamp)],
]);

/** A column value from the text the server sends. */
export function fromText(text: string | null, type: number): unknown {
  return text === null ? null : (parsers.get(type) ?? String)(text);
}

/** Reads `{a,"b c",NULL,{nested}}`. */
function parseArray(text: string, parse: Parse): unknown[] {
  let at = text.indexOf('{') + 1;
  const items = (): unknown[] => {
    const found: unknown[] = [];
    while (at < text.length) {
      const char = text[at];
      if (char === '}') {
        at += 1;
        return found;
      }
      if (char === ',') at += 1;
      else if (char === '{') {
        at += 1;
        found.push(items());
      } else if (char === '"') {
        const end = /(?:[^"\\]|\\.)*/y;
        end.lastIndex = at + 1;
        const raw = end.exec(text)?.[0] ?? '';
        at += raw.length + 2;
        found.push(parse(raw.replace(/\\(.)/g, '$1')));
      } else {
        const raw = /^[^,}]*/.exec(text.slice(at))?.[0] ?? '';
        at += raw.length;
        found.push(raw === 'NULL' ? null : parse(raw));
      }
    }
    return found;
  };
  return items();
}
