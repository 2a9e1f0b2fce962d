import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Folder of what the build makes: `lessons/` and `kit/`. In a bundle that is the bundle's own folder (the build gives every bundle
 * its `import.meta.dirname`), from the sources it is `dist/` of the project.
 */
export function builtFolder(): string {
  const here = import.meta.dirname;
  return existsSync(join(here, 'lessons')) ? here : join(here, '..', '..', 'dist');
}
