/** Helpers for the tests of challenges. Without a database: that is `coach-kit/postgres`. */
export { faultyServer, type FaultyServer, type Plan, type Reply, type SeenRequest } from './faultyServer.ts';
export { listen, type Listening } from './listen.ts';
export { measureGrowth, type Growth, type GrowthOptions } from './measureGrowth.ts';
export { random, type Random } from './random.ts';
export { readSource, type FunctionShape, type Source } from './readSource.ts';
export { startScript, type Exit, type Script, type ScriptOptions } from './startScript.ts';
export { sleep, waitFor } from './waitFor.ts';
