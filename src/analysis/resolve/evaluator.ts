import type { Linker } from './linker.ts';

/** What the parts of the linker, and the helpers beside it, ask of it. Every recursion goes through here: memo, cycles and limits are the linker's. */
export type Evaluator = Pick<Linker,
  // Models
  | 'model' | 'callAt'
  // Values
  | 'eval' | 'evalType' | 'resultOfShape' | 'member' | 'property' | 'parameter' | 'text' | 'sourceOf'
  // Modules
  | 'exported' | 'exportsOf' | 'homeOf'
  // Who uses what
  | 'isIndexed' | 'mayChange' | 'callsOf' | 'newsOf' | 'usesOf' | 'implementersOf'
  // On whose behalf
  | 'frame' | 'within' | 'frameOf' | 'frameOfSelf' | 'idOf' | 'collects'
>;
