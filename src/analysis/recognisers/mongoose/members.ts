import { Argument } from '../../resolve/argument.ts';
import type { Linker } from '../../resolve/linker.ts';
import type { ValueId } from '../../resolve/model.ts';
import { push } from '../../resolve/multimap.ts';
import type { ExternalOrigin, Origin } from '../recogniser.ts';
import { document, isModel, model, modelOf, modules, schema } from './words.ts';

type Kind = 'static' | 'method';

/** A static method of models or a method of documents; `schema` is the identity of the one that declares it, none for a plugin of many. */
interface Member { readonly kind: Kind; readonly name: string; readonly schema: string | undefined; readonly file: string; readonly value: ValueId }

const declaring: Readonly<Record<string, Kind>> = { static: 'static', method: 'method', statics: 'static', methods: 'method' };

/**
 * What schemas give models and documents: `schema.statics.named = …`, `schema.static('named', …)`, `schema.method({ … })`, `new Schema({}, { statics: { … } })`.
 * A model whose schema is not known has those whose name only one schema declares.
 */
export function adoptMembers(linker: Linker, files: readonly string[]): void {
  if (!files.some((file) => linker.model(file).imports.some(({ module }) => modules.includes(module)))) return;
  const byName = new Map<string, Member[]>();
  for (const file of files) {
    for (const member of [...assigned(linker, file), ...called(linker, file)]) push(byName, `${member.kind} ${member.name}`, member);
  }
  for (const members of byName.values()) {
    for (const { kind, name, schema: id, file, value } of members) {
      linker.provideMember(name, { file, value, fits(holder) {
        const owner = kind === 'static' ? (isModel(holder) ? holder : undefined) : documentOwner(holder);
        if (owner === undefined) return false;
        const known = id === undefined ? undefined : schemaOf(linker, owner);
        return known === undefined ? members.length === 1 : known === id;
      } });
    }
  }
}

function assigned(linker: Linker, file: string): readonly Member[] {
  const { assignments = [], values } = linker.model(file);
  return assignments.flatMap(({ on, name, value }): readonly Member[] => {
    const holder = values[on];
    const kind = holder?.[0] === 'mem' && (holder[2] === 'statics' || holder[2] === 'methods') ? declaring[holder[2]] : undefined;
    return holder?.[0] !== 'mem' || kind === undefined ? [] : schemasAt(linker, file, holder[1]).map((id) => ({ kind, name, schema: id, file, value }));
  });
}

function called(linker: Linker, file: string): readonly Member[] {
  const { calls, values } = linker.model(file);
  return calls.flatMap(({ callee, args, form }, index): readonly Member[] => {
    const made = values[callee];
    const [first, second] = args;
    if (form === 'new' && second !== undefined && values[second]?.[0] === 'obj') {
      const options = new Argument(linker, file, second);
      const given = (['statics', 'methods'] as const).flatMap((name) => { const members = options.prop(name); return members === undefined ? [] : [{ kind: declaring[name] ?? 'static', members }]; });
      if (given.length === 0 || !linker.eval(file, callee).some((origin) => origin.is === 'ext' && origin.path === 'mongoose.Schema')) return [];
      return given.flatMap(({ kind, members }) => entriesOf(members, kind, `${file}:${index}`));
    }
    const kind = made?.[0] === 'mem' && (made[2] === 'static' || made[2] === 'method') ? declaring[made[2]] : undefined;
    if (made?.[0] !== 'mem' || kind === undefined || first === undefined) return [];
    const schemas = schemasAt(linker, file, made[1]);
    if (schemas.length === 0) return [];
    const argument = new Argument(linker, file, first);
    const name = argument.string();
    return schemas.flatMap((id) => (name === undefined ? entriesOf(argument, kind, id) : second === undefined ? [] : [{ kind, name, schema: id, file, value: second }]));
  });
}

function entriesOf(members: Argument, kind: Kind, id: string | undefined): readonly Member[] {
  return (members.entries()?.items ?? []).map(([name, { file, value }]) => ({ kind, name, schema: id, file, value }));
}

/** Identities of the schemas a value can be; undefined for one that is only known by its type. */
function schemasAt(linker: Linker, file: string, value: ValueId): readonly (string | undefined)[] {
  return linker.eval(file, value).flatMap((origin) => {
    if (origin.is !== 'ext' || origin.path !== schema) return [];
    // `function lower(schema) { schema.statics.… }` of `orderSchema.plugin(lower)`
    const of = origin.from?.path === `${schema}.plugin` ? origin.from.from : origin;
    return [of?.site === undefined ? undefined : of.id];
  });
}

/** The model of a document, or the document itself where only that is known. */
function documentOwner(holder: ExternalOrigin): ExternalOrigin | undefined {
  return holder.path === document ? holder : modelOf(holder);
}

/** The schema a model is made of, or in whose methods and statics a value is `this`. */
function schemaOf(linker: Linker, owner: ExternalOrigin): string | undefined {
  for (let step: ExternalOrigin | undefined = owner; step !== undefined; step = step.from) {
    if (step.path === schema) return step.id;
    if (step.path === 'mongoose.Schema' && owner.site !== undefined) return `${owner.site.file}:${owner.site.call}`;
    if (step.path !== model || step.site === undefined) continue;
    const { args } = linker.callAt(step.site);
    const given: readonly Origin[] = args[1] === undefined ? [] : linker.eval(step.site.file, args[1]);
    for (const origin of given) if (origin.is === 'ext' && origin.path === schema) return origin.id;
  }
  return undefined;
}
