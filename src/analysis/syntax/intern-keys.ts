import type { TypeModel, Value } from '../resolve/model.ts';

/** Equal values have equal keys; undefined for kinds that each node makes once. Spelt out because this runs for every value of every file. */
export function internKey(value: Value): string | undefined {
  switch (value[0]) {
    case 'mem': return `m${value[1]}.${value[2]}`;
    case 'bind': return `b${value[1]}`;
    case 'call': return `c${value[1]}`;
    case 'new': return `w${value[1]}`;
    case 'fn': return `f${value[1]}`;
    case 'cls': return `k${value[1]}`;
    case 'glob': return `g${value[1]}`;
    case 'unk': return `u${value[1]}`;
    case 'param': return `p${value[1]}.${value[2]}`;
    case 'imp': return `i${value[1]}\0${value[2]}`;
    case 'lit': return typeof value[1] === 'string' ? `l${value[1]}` : `n${String(value[1])}`;
    case 'idx': return `x${value[1]}.${value[2]}`;
    case 'elem': return `e${value[1]}`;
    case 'typed': return `t${value[1]}`;
    case 'awt': return `a${value[1]}`;
    case 'this': return `h${value[1]}`;
    case 'or':
    case 'arr': return value[1].length > 4 ? undefined : `${value[0]}${value[1].join()}`;
    case 'tpl':
    case 'obj': return undefined;
    default: return JSON.stringify(value);
  }
}

/** Equal types have equal keys. */
export function typeKey(type: TypeModel): string {
  switch (type[0]) {
    case 'ref': return `r${type[1]}<${type[2].join()}`;
    case 'plain': return `p${type[1]}`;
    case 'union': return `u${type[1].join()}`;
    case 'array': return `a${type[1]}`;
    default: return JSON.stringify(type);
  }
}
