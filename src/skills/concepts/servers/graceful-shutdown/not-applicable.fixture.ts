// state: not-applicable
process.on('SIGINT', () => { process.exit(130); });
export const run = (names: string[]) => names.join(', ');
