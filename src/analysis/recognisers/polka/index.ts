import { connectStyle } from '../connect-style.ts';
import type { Recogniser } from '../recogniser.ts';

const app = 'polka()';
const style = connectStyle({ framework: 'polka', app, add: 'add', isUnordered: true });

/** Polka: applications mounted in applications, middleware that runs before all routes, handlers of errors and of unknown paths among the options. */
export const recogniser: Recogniser = {
  ...style,
  name: 'polka',
  modules: ['polka'],
  collectors: [app],
  aliases: { 'polka.Polka!': app, 'polka().server': 'node:http.Server!', 'polka().listen().server': 'node:http.Server!' },
  onCall(call, link) {
    style.onCall(call, link);
    if (call.path !== 'polka') return;
    for (const [option, what] of [['onError', 'errorHandler'], ['onNoMatch', 'notFoundHandler']] as const) {
      const given = call.args[0]?.prop(option);
      const handler = given?.fn();
      if (given !== undefined) link.emit({ kind: 'server', ...call.base, framework: 'polka', what, ...(handler === undefined ? {} : { handler }) });
    }
  },
};
