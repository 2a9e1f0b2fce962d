import type { FileModel, TypeId, ValueId } from './model.ts';

/**
 * What a file means to the linker, as text: two models with the same shape link to the same facts, whatever their places.
 * Values are numbered in the order in which they matter, so that one nobody uses changes nothing. Constants that are exported beyond `names` are left out:
 * nobody can have asked for them yet.
 */
export function shapeOf(model: FileModel, names: ReadonlySet<string>): string {
  const parts: string[] = [];
  const values = new Map<ValueId, number>();
  const types = new Map<TypeId, number>();
  const bindings = new Map<number, number>();

  const value = (id: ValueId | undefined): void => {
    if (id === undefined) return void parts.push('-');
    const known = values.get(id);
    if (known !== undefined) return void parts.push(`^${known}`);
    values.set(id, values.size);
    const made = model.values[id];
    if (made === undefined) return;
    parts.push(made[0]);
    switch (made[0]) {
      case 'mem': value(made[1]); parts.push(made[2]); return;
      case 'awt':
      case 'elem': value(made[1]); return;
      case 'idx': value(made[1]); value(made[2]); return;
      case 'or':
      case 'arr': made[1].forEach(value); parts.push(']'); return;
      case 'obj':
        for (const [key, item] of made[1]) {
          parts.push(key);
          value(item);
        }
        made[2].forEach(value);
        parts.push('}');
        return;
      case 'tpl':
        for (const part of made[1]) {
          if (typeof part === 'string') parts.push(part);
          else value(part);
        }
        parts.push('`');
        return;
      case 'bind': binding(made[1]); return;
      case 'alias': parts.push(String(made[2])); type(made[1]); return;
      case 'typed': type(made[1]); return;
      default: parts.push(JSON.stringify(made));
    }
  };
  const binding = (index: number): void => {
    const known = bindings.get(index);
    if (known !== undefined) return void parts.push(`=${known}`);
    bindings.set(index, bindings.size);
    const made = model.bindings[index];
    parts.push(made?.name ?? '');
    made?.values.forEach(value);
    type(made?.type);
    parts.push(';');
  };
  const type = (id: TypeId | undefined): void => {
    if (id === undefined) return void parts.push('-');
    const known = types.get(id);
    if (known !== undefined) return void parts.push(`'${known}`);
    types.set(id, types.size);
    const made = model.types[id];
    if (made?.[0] === 'ref') {
      value(made[1]);
      made[2].forEach(type);
      parts.push('>');
    } else if (made?.[0] === 'typeof') value(made[1]);
    else if (made?.[0] === 'union') made[1].forEach(type);
    else if (made?.[0] === 'array') type(made[1]);
    else if (made?.[0] === 'obj') Object.entries(made[1]).forEach(([name, member]) => { parts.push(name); type(member); });
    else parts.push(JSON.stringify(made));
  };

  for (const { callee, args, form, fn, cls, typeArgs, tagText } of model.calls) {
    parts.push('\n', form, String(fn), String(cls), tagText ?? '');
    value(callee);
    args.forEach(value);
    typeArgs?.forEach(type);
  }
  for (const { params, returns, returnType, contextType, ...rest } of model.functions) {
    parts.push('\n', JSON.stringify({ ...rest, place: null }));
    for (const { type: given, initial, decorators, ...other } of params) {
      parts.push(JSON.stringify(other));
      type(given);
      value(initial);
      decorators?.forEach(value);
    }
    returns.forEach(value);
    type(returnType);
    type(contextType);
  }
  for (const { ext, extArgs, impl, decorators, fields, methods, ...rest } of model.classes) {
    parts.push('\n', JSON.stringify({ ...rest, place: null }));
    value(ext);
    extArgs?.forEach(type);
    impl.forEach(type);
    decorators.forEach(value);
    for (const [name, field] of Object.entries(fields)) {
      parts.push(name, String(field.isStatic));
      type(field.type);
      field.values.forEach(value);
      field.decorators?.forEach(value);
    }
    for (const [name, { decorators: own, ...method }] of Object.entries(methods)) {
      parts.push(name, JSON.stringify(method));
      own?.forEach(value);
    }
  }
  for (const { name, members, ext } of model.interfaces) {
    parts.push('\n', name);
    for (const [member, of] of Object.entries(members)) {
      parts.push(member);
      type(of);
    }
    ext.forEach(type);
  }
  for (const [name, id] of Object.entries(model.exports)) {
    if (!names.has(name) && isConstant(model, id)) continue;
    parts.push('\n', name);
    value(id);
  }
  for (const { on, name, value: given } of model.assignments ?? []) {
    parts.push('\n', name);
    value(on);
    value(given);
  }
  for (const { name, how, fallback, fn, of } of model.env) {
    parts.push('\n', JSON.stringify([name, how, fallback, fn]));
    value(of);
  }
  parts.push(JSON.stringify([model.augmentations, model.stars, model.flags, model.imports.map(({ module, typeOnly }) => [module, typeOnly])]));
  return parts.join('\u0001');
}

function isConstant(model: FileModel, id: ValueId): boolean {
  const made = model.values[id];
  if (made?.[0] === 'bind') return model.bindings[made[1]]?.values.every((inner) => model.values[inner]?.[0] === 'lit') === true;
  return made?.[0] === 'lit';
}
