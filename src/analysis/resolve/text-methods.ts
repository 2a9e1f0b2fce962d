/** Methods of strings whose result is known when the string and the arguments are. */
export const textMethods: ReadonlyMap<string, (text: string, args: readonly string[]) => string | undefined> = new Map([
  ['toLowerCase', (text: string) => text.toLowerCase()],
  ['toUpperCase', (text: string) => text.toUpperCase()],
  ['toString', (text: string) => text],
  ['trim', (text: string) => text.trim()],
  ['concat', (text: string, args: readonly string[]) => text + args.join('')],
  ['replace', (text: string, args: readonly string[]) => (args[0] === undefined || args[1] === undefined ? undefined : text.replace(args[0], () => args[1] ?? ''))],
  ['replaceAll', (text: string, args: readonly string[]) => (args[0] === undefined || args[1] === undefined ? undefined : text.replaceAll(args[0], () => args[1] ?? ''))],
]);

const words = (text: string): readonly string[] => text.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? [];
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const cases: Readonly<Record<string, (text: string) => string>> = {
  camelCase: (text) => words(text).map((word, index) => (index === 0 ? word.toLowerCase() : upperFirst(word.toLowerCase()))).join(''),
  kebabCase: (text) => words(text).map((word) => word.toLowerCase()).join('-'),
  snakeCase: (text) => words(text).map((word) => word.toLowerCase()).join('_'),
  upperFirst,
  lowerFirst: (text) => text.charAt(0).toLowerCase() + text.slice(1),
  capitalize: (text) => upperFirst(text.toLowerCase()),
};

/** Calls of common packages that write a name in another way, by canonical path. */
export const textFunctions: ReadonlyMap<string, (text: string) => string> = new Map(Object.entries(cases).flatMap(([name, convert]) =>
  [`lodash.${name}`, `lodash/${name}`, `lodash-es.${name}`, `es-toolkit.${name}`, `lodash.${name.toLowerCase()}`, `change-case.${name}`, `${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}.${name}`].map((path) => [`${path}()`, convert] as const)));
