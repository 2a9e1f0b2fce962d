import { deadlineOf } from '../deadline.ts';
import type { Recogniser } from '../recogniser.ts';

const verbs = new Set(['get', 'post', 'put', 'patch', 'delete', 'head']);
const made: Readonly<Record<string, string>> = { 'got.extend()': 'got', 'got.got': 'got', 'ky.create()': 'ky', 'ky.extend()': 'ky' };

/** got and ky. ky gives up after ten seconds by itself (its documented default), got waits for ever. */
export const recogniser: Recogniser = {
  name: 'http-clients',
  modules: ['got', 'ky'],
  onCall(call, link) {
    const target = call.path === 'got' || call.path === 'ky' || made[call.path] !== undefined;
    const on = call.receiver === 'got' || call.receiver === 'ky' || made[call.receiver] !== undefined;
    if (!target && !(on && verbs.has(call.method))) return;
    const library = call.callee.module;
    const url = call.args[0]?.text().text;
    const ownOptions = deadlineOf(call.args[1], ['timeout', 'signal']);
    const factory = call.path.includes('()') || call.receiver.includes('()');
    const deadline = library === 'ky' ? 'yes' : ownOptions === 'no' && factory ? 'unknown' : ownOptions;
    link.emit({ kind: 'outbound', ...call.base, library, method: target ? 'request' : call.method, ...(url === undefined || url === '${}' ? {} : { url }), deadline });
  },
};
