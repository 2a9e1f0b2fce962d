import type { CanonicalPaths } from './canonical-paths.ts';
import type { Value, ValueId } from './model.ts';
import type { Origin } from './origin.ts';
import { none } from './origins.ts';

/** What a value is that needs no following; undefined for all others. */
export function ownOrigin(paths: CanonicalPaths, file: string, value: Value, id: ValueId): readonly Origin[] | undefined {
  switch (value[0]) {
    case 'lit': return [{ is: 'lit', value: value[1] }];
    case 'tpl': return [{ is: 'text', file, value: id }];
    case 'glob': return [paths.external(`global:${value[1]}`, `global:${value[1]}`, `global:${value[1]}`)];
    case 'fn': return [{ is: 'fn', file, fn: value[1] }];
    case 'cls': return [{ is: 'cls', file, cls: value[1] }];
    case 'obj': return [{ is: 'obj', file, value: id }];
    case 'arr': return [{ is: 'arr', file, value: id }];
    case 'iface': return [{ is: 'iface', file, iface: value[1] }];
    case 'unk': return none;
    default: return undefined;
  }
}
