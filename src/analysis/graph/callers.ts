import type { Frame } from '../resolve/frames.ts';
import type { Linker } from '../resolve/linker.ts';
import { callersOf, frameOfInstance, instancesOf } from '../resolve/makers.ts';

/**
 * Registrations in a function that several callers use with parameters of their own (`resource('brands')`, `resource('colours')`), or in a class with
 * several kinds of instances (`class Crud { register() { this.router.get(this.path, …) } }`): runs `work` once on behalf of each, or once as it is.
 */
export function forEachCaller(linker: Linker, file: string, index: number, work: () => void): void {
  const call = linker.model(file).calls[index];
  if (call === undefined) {
    work();
    return;
  }
  const instances = call.cls < 0 ? [] : instancesOf(linker, file, call.cls);
  const frames = instances.map((self) => frameOfInstance(linker, self));
  for (const frame of frames.length === 0 ? [linker.frame] : frames) linker.within(frame, () => { forEachCallOf(linker, file, call.fn, work); });
}

/** The functions around a call, innermost first; the first that has several callers counts. */
function forEachCallOf(linker: Linker, file: string, innermost: number, work: () => void): void {
  for (let fn = innermost; fn >= 0; fn = linker.model(file).functions[fn]?.parent ?? -1) {
    const callers = callersOf(linker, file, fn);
    if (callers.length === 0) continue;
    const frames: readonly (Frame | undefined)[] = callers.map((site) => linker.frameOf([site]));
    for (const frame of frames) linker.within(frame, work);
    return;
  }
  work();
}
