import type { ClassFact, Injected } from '../facts.ts';
import type { Linker } from '../resolve/linker.ts';
import type { ClassModel, FileModel, TypeId } from '../resolve/model.ts';
import type { Origin } from '../resolve/origin.ts';

/** Class facts of one file: inheritance, interfaces, what the constructor receives. */
export function classFacts(linker: Linker, file: string): ClassFact[] {
  const model = linker.model(file);
  const exported = new Set(Object.values(model.exports).flatMap((id) => (model.values[id]?.[0] === 'cls' ? [model.values[id][1]] : [])));
  return model.classes.map((cls, index) => {
    const base = cls.ext === undefined ? [] : linker.eval(file, cls.ext);
    const extendsName = cls.ext === undefined ? undefined : nameOf(linker, base) ?? textOf(model, cls.ext);
    const [line, column, endLine, endColumn] = cls.place;
    return {
      kind: 'class', name: cls.name, abstract: cls.abstract,
      ...(extendsName === undefined ? {} : { extends: extendsName }),
      extendsProject: base.some((origin) => origin.is === 'cls'),
      implements: cls.impl.map((type) => typeName(linker, file, model, type) ?? '…'),
      injected: injectedInto(linker, file, model, cls),
      methods: Object.keys(cls.methods),
      exported: exported.has(index),
      at: { file, line, column, endLine, endColumn },
    };
  });
}

function injectedInto(linker: Linker, file: string, model: FileModel, cls: ClassModel): Injected[] {
  const constructor = cls.ctor < 0 ? undefined : model.functions[cls.ctor];
  if (constructor === undefined) return [];
  return constructor.params.map((param, index) => {
    const stored = Object.entries(cls.fields).filter(([, field]) => field.values.some((value) => isParam(model, value, cls.ctor, index))).map(([name]) => name);
    const type = param.type === undefined ? undefined : typeName(linker, file, model, param.type);
    return {
      name: param.name,
      ...(type === undefined ? {} : { type }),
      typeKind: param.type === undefined ? 'unknown' : kindOf(linker, file, model, param.type),
      used: stored.some((name) => cls.usedFields.includes(name)),
    };
  });
}

function isParam(model: FileModel, id: number, fn: number, index: number): boolean {
  const value = model.values[id];
  if (value?.[0] === 'param') return value[1] === fn && value[2] === index;
  if (value?.[0] === 'or') return value[1].some((other) => isParam(model, other, fn, index));
  return value?.[0] === 'mem' && isParam(model, value[1], fn, index);
}

function kindOf(linker: Linker, file: string, model: FileModel, id: TypeId): Injected['typeKind'] {
  const type = model.types[id];
  if (type === undefined) return 'unknown';
  if (type[0] === 'fn') return 'function';
  if (type[0] === 'obj') return 'interface';
  if (type[0] === 'plain') return type[1] === 'any' || type[1] === 'unknown' ? 'unknown' : 'value';
  if (type[0] === 'array') return 'value';
  if (type[0] === 'union') {
    const kinds = type[1].map((member) => kindOf(linker, file, model, member));
    return kinds.find((kind) => kind !== 'value' && kind !== 'unknown') ?? kinds[0] ?? 'unknown';
  }
  if (type[0] === 'ref') {
    const target = model.values[type[1]];
    if (target?.[0] === 'alias') return kindOf(linker, file, model, target[1]);
    if (target?.[0] === 'glob') return 'value';
    const aliased = aliasedType(linker, file, type[1]);
    if (aliased !== undefined) return kindOf(linker, aliased.file, linker.model(aliased.file), aliased.type);
  }
  for (const origin of linker.evalType(file, id, '')) {
    if (origin.is === 'iface') return 'interface';
    if (origin.is === 'inst') return linker.model(origin.file).classes[origin.cls]?.abstract === true ? 'abstract-class' : 'class';
    if (origin.is === 'ext') return 'library';
    if (origin.is === 'fn') return 'function';
  }
  return 'unknown';
}

/** The type behind an alias imported from another file. */
function aliasedType(linker: Linker, file: string, id: number): { readonly file: string; readonly type: TypeId } | undefined {
  const value = linker.model(file).values[id];
  if (value?.[0] !== 'imp') return undefined;
  const home = linker.homeOf(file, value[1], value[2]);
  if (home === undefined) return undefined;
  const target = linker.model(home.file).values[home.value];
  return target?.[0] === 'alias' ? { file: home.file, type: target[1] } : undefined;
}

/** What a person would call a type. */
export function typeName(linker: Linker, file: string, model: FileModel, id: TypeId): string | undefined {
  const type = model.types[id];
  if (type === undefined) return undefined;
  if (type[0] === 'ref') return nameOf(linker, linker.eval(file, type[1])) ?? textOf(model, type[1]);
  if (type[0] === 'typeof') return nameOf(linker, linker.eval(file, type[1]));
  if (type[0] === 'union') return type[1].map((member) => typeName(linker, file, model, member)).find((name) => name !== undefined);
  if (type[0] === 'fn') return 'function';
  return undefined;
}

function nameOf(linker: Linker, origins: readonly Origin[]): string | undefined {
  for (const origin of origins) {
    if (origin.is === 'cls' || origin.is === 'inst') return linker.model(origin.file).classes[origin.cls]?.name;
    if (origin.is === 'iface') return linker.model(origin.file).interfaces[origin.iface]?.name;
    if (origin.is === 'ext') return origin.path.replace(/^global:|[!()]+$/g, '').split('.').at(-1)?.split('/').at(-1) ?? origin.path;
  }
  return undefined;
}

function textOf(model: FileModel, id: number): string | undefined {
  const value = model.values[id];
  if (value?.[0] === 'imp') return value[2] === 'default' || value[2] === '*' ? undefined : value[2];
  if (value?.[0] === 'glob') return value[1];
  if (value?.[0] === 'mem') return value[2];
  if (value?.[0] === 'bind') return model.bindings[value[1]]?.name;
  if (value?.[0] === 'call') return textOf(model, model.calls[value[1]]?.callee ?? -1);
  return undefined;
}
