/** Loads the built extension in a process of its own with a stand-in for `vscode` and prints how long that took, in milliseconds. Argument: the bundle. */
import module, { createRequire } from 'node:module';

const anything = new Proxy(function () {}, { get: (target, key) => (key === Symbol.toPrimitive ? () => '' : key in target ? target[key] : anything), apply: () => anything });
const load = module._load;
module._load = (request, ...rest) => (request === 'vscode' ? anything : load(request, ...rest));
module.enableCompileCache?.();
const started = performance.now();
createRequire(import.meta.url)(process.argv[2]);
process.stdout.write(String(performance.now() - started));
// The stand-in may have been given timers and listeners.
process.exit(0);
