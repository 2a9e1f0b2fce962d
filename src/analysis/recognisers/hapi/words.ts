/** Canonical paths of the server (and of the view of it that each plugin gets), of requests and of the response toolkit. */
export const server = '@hapi/hapi.Server!';
export const request = '@hapi/hapi.Request!';
export const toolkit = '@hapi/hapi.ResponseToolkit!';

/** What runs before the handler, in the order of a request's life; `auth` and `pre` are settings of routes. */
export const phases = ['onRequest', 'onPreAuth', 'auth', 'onCredentials', 'onPostAuth', 'onPreHandler', 'pre'];

const lifecycle = ['route(0.handler', 'route(0.method', 'route(0.failAction', 'route(0.assign', 'ext(1', 'ext(0.method', 'handler(1'].map((place) => `${server}.${place}`);
const packages = ['@hapi/hapi', 'hapi'];
const composers = ['@hapi/glue', 'glue'];

export const aliases: Readonly<Record<string, string>> = {
  ...Object.fromEntries(packages.flatMap((name) => [
    [`${name}.server()`, server], [`${name}.default.server()`, server], [`${name}.Server!`, server], [`${name}.Server()`, server],
    [`${name}.Request!`, request], [`${name}.ResponseToolkit!`, toolkit],
    [`${name}.Lifecycle.Method!(:0)`, request], [`${name}.Lifecycle.Method!(:1)`, toolkit],
    // Interfaces that a project extends to say what it hangs on these.
    [`${name}.ServerApplicationState!`, `${server}.app`], [`${name}.RequestApplicationState!`, `${request}.app`], [`${name}.PluginProperties!`, `${server}.plugins`],
  ])),
  ...Object.fromEntries(lifecycle.flatMap((place) => [[`${place}:0)`, request], [`${place}:1)`, toolkit]])),
  ...Object.fromEntries(composers.flatMap((name) => [[`${name}.compose()`, server], [`${name}.default.compose()`, server], [`${name}.compose(1:1)`, server], [`${name}.compose(2:1)`, server]])),
  [`${server}.register(0.register:0)`]: server, [`${server}.register(0:0)`]: server, [`${server}.register()`]: server, [`${server}.control()`]: server,
  [`${request}.server`]: server, [`${toolkit}.request`]: request,
};
