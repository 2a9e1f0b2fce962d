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
