export interface Elapsed { readonly wallMs: number; readonly cpuMs: number }

/**
 * Runs from the first line of the extension's code: main.ts imports this module first, so that the time to evaluate every other module
 * is part of the activation time. CPU time tells a slow extension from a busy machine.
 */
export const stopwatch = new (class {
  #wall = performance.now();
  #cpu = process.cpuUsage();

  start(): void {
    this.#wall = performance.now();
    this.#cpu = process.cpuUsage();
  }

  elapsed(): Elapsed {
    const { user, system } = process.cpuUsage(this.#cpu);
    return { wallMs: performance.now() - this.#wall, cpuMs: (user + system) / 1000 };
  }
})();
