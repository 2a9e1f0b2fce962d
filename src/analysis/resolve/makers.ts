/**
 * Routers made in a function with parameters or in its return, or in a class that is subclassed or constructed more than once, are different routers for every caller
 * or instance. Their identity carries a tag that says for whom they were made.
 */
import type { Evaluator } from './evaluator.ts';
import type { Frame } from './frames.ts';
import type { FunctionModel, Place } from './model.ts';
import type { ClassOrigin, ExternalOrigin, InstanceOrigin, Site } from './origin.ts';
import { isInside } from './places.ts';

const separator = '\0';
const maxCallers = 24;

/** The identity without the tag. */
export function untagged(id: string): string {
  const at = id.indexOf(separator);
  return at < 0 ? id : id.slice(0, at);
}

/** The sites that call a function, when each of them gets something of its own; empty otherwise. */
export function callersOf(linker: Evaluator, file: string, index: number): readonly Site[] {
  const fn = linker.model(file).functions[index];
  if (fn === undefined || isConstructor(linker, file, index) || (fn.params.length === 0 && !makesAnew(linker, file, fn))) return [];
  const sites = linker.callsOf(file, index);
  return sites.length < 2 || sites.length > maxCallers ? [] : sites;
}

/** `() => factory.createApp()`: what is made in the return itself is made anew every time; behind a name it may have been kept. */
function makesAnew(linker: Evaluator, file: string, { returns }: FunctionModel): boolean {
  return returns.some((value) => /^(?:call|new)$/.test(linker.model(file).values[value]?.[0] ?? ''));
}

/** The instances a class and its subclasses have, when there can be more than one kind; empty otherwise. Those of one class are told apart by where they are made. */
export function instancesOf(linker: Evaluator, file: string, index: number, depth = 0): readonly InstanceOrigin[] {
  const cls = linker.model(file).classes[index];
  if (cls === undefined || depth > 4) return [];
  const below = linker.implementersOf({ is: 'inst', file, cls: index });
  const made = sitesOfNew(linker, file, index);
  const own: InstanceOrigin[] = made.length > 1 ? made.map((site) => ({ is: 'inst', file, cls: index, made: site })) : cls.abstract ? [] : [{ is: 'inst', file, cls: index }];
  const all = [...own, ...below.flatMap((sub) => instancesOf(linker, sub.file, sub.cls, depth + 1))];
  return depth === 0 && (all.length > maxCallers || (below.length === 0 && all.length < 2)) ? [] : all;
}

/** Where `new` makes instances of exactly this class. */
function sitesOfNew(linker: Evaluator, file: string, index: number): readonly Site[] {
  const ctor = linker.model(file).classes[index]?.ctor ?? -1;
  if ((linker.model(file).functions[ctor]?.params.length ?? 0) === 0) return [];
  return linker.newsOf(file, index).filter((site) => linker.callAt(site).form === 'new');
}

/** The frame in which code of a class is read for one instance: `this` is that instance, and the constructors got what it was made with. */
export function frameOfInstance(linker: Evaluator, self: InstanceOrigin): Frame | undefined {
  const lineage: { readonly file: string; readonly cls: number }[] = [self];
  for (let at: { readonly file: string; readonly cls: number } | undefined = self; at !== undefined && lineage.length < 6;) {
    const ext: number | undefined = linker.model(at.file).classes[at.cls]?.ext;
    const base: ClassOrigin | undefined = ext === undefined ? undefined : linker.eval(at.file, ext).find((origin) => origin.is === 'cls');
    if (base !== undefined) lineage.push(base);
    at = base;
  }
  const given = lineage.slice(1).flatMap(({ file, cls }, below) => linker.newsOf(file, cls).filter((site) => {
    const call = linker.callAt(site);
    return call.form !== 'new' && call.cls === lineage[below]?.cls && site.file === lineage[below].file;
  }));
  const made = self.made ?? sitesOfNew(linker, self.file, self.cls)[0];
  return linker.within(linker.frameOfSelf(self, tagOfInstance(self), lineage), () => linker.frameOf([...(made === undefined ? [] : [made]), ...given]));
}

/** The tag of a router made at `site` while code is read on somebody's behalf; undefined when it is made once for all. */
export function tagInFrame(linker: Evaluator, frame: Frame | undefined, site: Site): string | undefined {
  const { place } = linker.callAt(site);
  for (let at = frame; at !== undefined; at = at.parent) {
    const { call, self } = at;
    if (call?.file === site.file && isInside(place, linker.model(call.file).functions[call.fn]?.place) && callersOf(linker, call.file, call.fn).length > 0) return tagOfSite(call.site);
    if (self?.lineage.some(({ file, cls }) => file === site.file && isInside(place, linker.model(file).classes[cls]?.place)) === true) return self.tag;
  }
  return undefined;
}

/** What a function gives back to one of its callers: its own routers get the caller's tag. */
export function taggedByCall(linker: Evaluator, made: ExternalOrigin, callee: { readonly file: string; readonly fn: number }, site: Site): ExternalOrigin {
  const fn = linker.model(callee.file).functions[callee.fn];
  return fn === undefined ? made : tagged(linker, made, callee.file, fn.place, () => (callersOf(linker, callee.file, callee.fn).length > 0 ? tagOfSite(site) : undefined));
}

/** What a field of an instance holds: the routers of its class get the instance's tag. */
export function taggedByInstance(linker: Evaluator, made: ExternalOrigin, owner: { readonly file: string; readonly cls: number }, self: InstanceOrigin): ExternalOrigin {
  const cls = linker.model(owner.file).classes[owner.cls];
  return cls === undefined ? made : tagged(linker, made, owner.file, cls.place, () => (instancesOf(linker, owner.file, owner.cls).length > 0 ? tagOfInstance(self) : undefined));
}

function tagged(linker: Evaluator, origin: ExternalOrigin, file: string, place: Place, tag: () => string | undefined): ExternalOrigin {
  if (linker.collects(origin.path)) {
    const isOwn = !origin.id.includes(separator) && origin.site?.file === file && isInside(linker.callAt(origin.site).place, place);
    const added = isOwn ? tag() : undefined;
    return added === undefined ? origin : { ...origin, id: origin.id + separator + added };
  }
  if (origin.from === undefined) return origin;
  const from = tagged(linker, origin.from, file, place, tag);
  return from === origin.from ? origin : { ...origin, from };
}

function tagOfSite({ file, call }: Site): string {
  return `${file}:${call}`;
}

function tagOfInstance({ file, cls, made }: InstanceOrigin): string {
  return made === undefined ? `${file}#${cls}` : tagOfSite(made);
}

function isConstructor(linker: Evaluator, file: string, index: number): boolean {
  const { functions, classes } = linker.model(file);
  const owner = functions[index]?.cls ?? -1;
  return owner >= 0 && classes[owner]?.ctor === index;
}
