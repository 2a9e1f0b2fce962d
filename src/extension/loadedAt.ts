/** When the extension's code began to be evaluated. Imported first by main.ts, so that the activation time includes every other module. */
export const loadedAt = performance.now();
