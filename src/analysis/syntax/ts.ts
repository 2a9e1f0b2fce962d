/** The compiler API, by way of ts-morph's bundled TypeScript: the one place the parser is imported. */
export { ts } from 'ts-morph';
