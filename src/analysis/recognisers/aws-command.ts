import type { Argument, ExternalCall, LinkContext } from './recogniser.ts';

/** The command given to `client.send(…)` of an AWS client, also when it was made in another statement: `GetItem` of `new GetItemCommand({ … })`. */
export function awsCommand(call: ExternalCall, link: LinkContext): { readonly module: string; readonly name: string; readonly input: Argument | undefined } | undefined {
  for (const origin of call.args[0]?.external() ?? []) {
    const [, module, name] = /^(@aws-sdk\/[\w-]+)\.(\w+)Command!$/.exec(origin.path) ?? [];
    if (module !== undefined && name !== undefined) return { module, name, input: link.argumentsOf(origin)[0] };
  }
  return undefined;
}
