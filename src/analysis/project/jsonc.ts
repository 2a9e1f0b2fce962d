/** JSON with comments and trailing commas (tsconfig); undefined when it is not even that. */
export function parseJsonc(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseStripped(text);
  }
}

function parseStripped(text: string): unknown {
  const noComments = text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (token) => (token.startsWith('"') ? token : ' '));
  const noTrailing = noComments.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (token) => (token.startsWith('"') ? token : ''));
  try {
    return JSON.parse(noTrailing.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
