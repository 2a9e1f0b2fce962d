import type { DataOperation } from '../../facts.ts';

/** What a Cypher text does, and the first label it names when that is plain. Text that is not known is `raw`. */
export function classifyCypher(text: string | undefined): { readonly operation: DataOperation; readonly target?: string } {
  if (text === undefined) return { operation: 'raw' };
  const bare = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ').replaceAll(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/g, "''");
  const operation = operationOf(bare);
  const label = operation === 'schema' ? undefined : /\(\s*\w*\s*:\s*([^\s){:|&]+)/.exec(bare)?.[1]?.replaceAll('`', '');
  return { operation, ...(label !== undefined && /^\w+$/.test(label) ? { target: label } : {}) };
}

function operationOf(cypher: string): DataOperation {
  if (/^\s*(?:CREATE|DROP|ALTER)\s+(?:OR\s+REPLACE\s+)?(?:\w+\s+)?(?:INDEX|CONSTRAINT|DATABASE|ROLE|USER)\b/i.test(cypher)) return 'schema';
  if (/\b(?:DELETE|REMOVE)\b/i.test(cypher)) return 'delete';
  if (/\b(?:CREATE|MERGE|SET|FOREACH)\b/i.test(cypher)) return 'write';
  return /\b(?:MATCH|RETURN|SHOW)\b/i.test(cypher) ? 'read' : 'raw';
}
