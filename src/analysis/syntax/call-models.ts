import type { CallModel } from '../resolve/model.ts';
import type { ModelBuilder } from './model-builder.ts';
import { ts } from './ts.ts';

export type CallNode = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

/** What is called, with which arguments, and where. */
export function describeCall(node: CallNode, index: number, builder: ModelBuilder): void {
  const tagged = ts.isTaggedTemplateExpression(node);
  const callee = builder.valueOf(tagged ? node.tag : node.expression);
  const holes = tagged && ts.isTemplateExpression(node.template) ? node.template.templateSpans.map((span) => span.expression) : [];
  const args = tagged ? holes : node.arguments ?? [];
  const call: { -readonly [K in keyof CallModel]: CallModel[K] } = {
    callee,
    args: args.slice(0, 20).map((argument) => ts.isSpreadElement(argument) ? builder.add(['elem', builder.valueOf(argument.expression)]) : builder.valueOf(argument)),
    form: tagged ? 'tag' : ts.isNewExpression(node) ? 'new' : 'call',
    place: builder.place(node),
    fn: builder.functionIndexAt(node),
    cls: builder.classIndexAt(node),
    pos: ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? node.expression.name.getStart(builder.source) : node.getStart(builder.source),
  };
  const named = nameOnLaterLine(node, builder);
  if (named) call.named = named;
  if (node.typeArguments) call.typeArgs = node.typeArguments.map((type) => builder.typeOf(type));
  if (tagged) {
    call.tagText = (ts.isTemplateExpression(node.template)
      ? node.template.head.text + node.template.templateSpans.map((span) => '${}' + span.literal.text).join('')
      : node.template.text).slice(0, 2000);
  }
  builder.model.calls[index] = call;
}

/** Where the method is named, in a chain that has gone on to another line. */
function nameOnLaterLine(node: CallNode, builder: ModelBuilder): CallModel['named'] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const at = builder.source.getLineAndCharacterOfPosition(node.expression.name.getStart(builder.source));
  return at.line === builder.source.getLineAndCharacterOfPosition(node.getStart(builder.source)).line ? undefined : [at.line + 1, at.character + 1];
}
