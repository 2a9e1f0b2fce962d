/** A part of the extension that `main.ts` wires and VS Code disposes of. */
export interface Feature {
  dispose(): void;
}
