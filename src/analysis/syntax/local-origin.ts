import type { FileModel, TypeId, ValueId } from '../resolve/model.ts';
import { externalName, isExternalModule } from '../resolve/names.ts';

/** Canonical origin of a value as far as its own file tells, or undefined. The full answer, across files, is resolve/linker.ts. */
export function localOrigin(model: FileModel, id: ValueId, aliases: ReadonlyMap<string, string>, file: string, depth = 0): string | undefined {
  const value = model.values[id];
  if (value === undefined || depth > 24) return undefined;
  const next = (other: ValueId): string | undefined => localOrigin(model, other, aliases, file, depth + 1);
  const canonical = (path: string): string => aliases.get(path) ?? path;
  switch (value[0]) {
    case 'imp': return isExternalModule(value[1]) ? canonical(externalName(value[1], value[2])) : undefined;
    case 'glob': return `global:${value[1]}`;
    case 'fn': return `fn:${file}#${value[1]}`;
    case 'bind': {
      const binding = model.bindings[value[1]];
      for (const candidate of binding?.values ?? []) {
        const found = next(candidate);
        if (found !== undefined) return found;
      }
      return binding?.type === undefined ? undefined : typeOrigin(binding.type);
    }
    case 'mem': {
      const of = model.values[value[1]];
      if (of?.[0] === 'this') return fieldOrigin(of[1], value[2]);
      const base = next(value[1]);
      return base === undefined || base.startsWith('fn:') ? undefined : canonical(`${base}.${value[2]}`);
    }
    case 'call':
    case 'new': {
      const callee = model.calls[value[1]]?.callee;
      const base = callee === undefined ? undefined : next(callee);
      if (base === undefined || base.startsWith('fn:')) return undefined;
      return canonical(value[0] === 'new' ? `${base}!` : `${base}()`);
    }
    case 'param': {
      const type = model.functions[value[1]]?.params[value[2]]?.type;
      return type === undefined ? undefined : typeOrigin(type);
    }
    case 'typed': return typeOrigin(value[1]);
    case 'awt': return next(value[1]);
    case 'or': {
      for (const candidate of value[1]) {
        const found = next(candidate);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    default: return undefined;
  }

  function fieldOrigin(cls: number, name: string): string | undefined {
    const field = model.classes[cls]?.fields[name];
    if (field?.type !== undefined) {
      const found = typeOrigin(field.type);
      if (found !== undefined) return found;
    }
    for (const candidate of field?.values ?? []) {
      const found = next(candidate);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function typeOrigin(type: TypeId, level = 0): string | undefined {
    if (level > 12) return undefined;
    const made = model.types[type];
    if (made?.[0] === 'typeof') return next(made[1]);
    if (made?.[0] === 'union') {
      for (const member of made[1]) {
        const found = typeOrigin(member, level + 1);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    if (made?.[0] !== 'ref') return undefined;
    const target = model.values[made[1]];
    if (target?.[0] === 'alias') return typeOrigin(target[1], level + 1);
    if (target?.[0] === 'glob') return target[1] === 'Promise' && made[2][0] !== undefined ? typeOrigin(made[2][0], level + 1) : undefined;
    const base = next(made[1]);
    return base === undefined || base.startsWith('fn:') ? undefined : canonical(`${base}!`);
  }
}
