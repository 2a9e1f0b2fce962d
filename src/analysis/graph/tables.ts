import type { Linker } from '../resolve/linker.ts';
import type { FileModel, ValueId } from '../resolve/model.ts';
import type { Origin } from '../resolve/origin.ts';

const maxRows = 100;

/**
 * Registrations in a loop over a literal table (`for (const r of routes) app.use(r.path, r.router)`, `routes.forEach(…)`, `Object.entries(table)`):
 * runs `work` once per row with the loop variable standing for that row, or once as it is.
 */
export function forEachRow(linker: Linker, file: string, index: number, work: () => void): void {
  const model = linker.model(file);
  const call = model.calls[index];
  const variable = call === undefined ? undefined : loopVariable(linker, file, model, [call.callee, ...call.args]);
  const rows = variable?.rows.slice(0, maxRows) ?? [];
  if (variable === undefined || rows.length === 0 || !rows.every(isConstant)) {
    work();
    return;
  }
  for (const row of rows) linker.withRow(file, variable.id, [row], work);
}

function isConstant(origin: Origin): boolean {
  return origin.is !== 'ext' && origin.is !== 'iface';
}

function loopVariable(linker: Linker, file: string, model: FileModel, roots: readonly ValueId[]): { readonly id: ValueId; readonly rows: readonly Origin[] } | undefined {
  for (const id of mentioned(model, roots)) {
    const value = model.values[id];
    if (value?.[0] === 'elem') {
      const rows = linker.rows(file, value[1]);
      if (rows.length > 0) return { id, rows };
    }
    if (value?.[0] === 'param' && value[2] === 0) {
      for (const { site } of linker.usesOf(file, value[1])) {
        const callee = linker.model(site.file).values[linker.callAt(site).callee];
        if (callee?.[0] !== 'mem' || (callee[2] !== 'forEach' && callee[2] !== 'map')) continue;
        const rows = linker.rows(site.file, callee[1]);
        if (rows.length > 0) return { id, rows };
      }
    }
  }
  return undefined;
}

/** Loop variables and parameters a call's own expressions mention, a few steps deep. */
function mentioned(model: FileModel, roots: readonly ValueId[]): ReadonlySet<ValueId> {
  const found = new Set<ValueId>();
  const visit = (id: ValueId, depth: number): void => {
    const value = model.values[id];
    if (value === undefined || depth > 6) return;
    switch (value[0]) {
      case 'elem':
      case 'param': found.add(id); return;
      case 'awt':
      case 'mem': visit(value[1], depth + 1); return;
      case 'idx': visit(value[1], depth + 1); visit(value[2], depth + 1); return;
      // `app.use(router.routes())`
      case 'call': { const call = model.calls[value[1]]; if (call !== undefined) for (const item of [call.callee, ...call.args]) visit(item, depth + 1); return; }
      case 'tpl': for (const part of value[1]) if (typeof part === 'number') visit(part, depth + 1); return;
      case 'or':
      case 'arr': for (const item of value[1].slice(0, 10)) visit(item, depth + 1); return;
      case 'bind': for (const item of model.bindings[value[1]]?.values ?? []) if (depth < 4) visit(item, depth + 1); return;
      default:
    }
  };
  for (const root of roots) visit(root, 0);
  return found;
}
