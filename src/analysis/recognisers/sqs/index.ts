import { awsCommand } from '../aws-command.ts';
import { knownText } from '../known-text.ts';
import { emitQueueUse } from '../queue-use.ts';
import type { Argument, LinkContext, Recogniser } from '../recogniser.ts';

const sqs = '@aws-sdk/client-sqs';
const what = { SendMessage: 'produce', SendMessageBatch: 'produce', ReceiveMessage: 'consume', CreateQueue: 'queue' } as const;

/** Amazon SQS: messages sent and received, by command or by method of the aggregated client. */
export const recogniser: Recogniser = {
  name: 'sqs',
  modules: [sqs],
  onCall(call, link) {
    if (call.receiver === `${sqs}.SQSClient!` && call.method === 'send') {
      const command = awsCommand(call, link);
      if (command !== undefined && isKnown(command.name)) emitQueueUse(call, link, what[command.name], { library: sqs, name: queueName(command.input, link) });
    } else if (call.receiver === `${sqs}.SQS!`) {
      const name = `${call.method[0]?.toUpperCase() ?? ''}${call.method.slice(1)}`;
      if (isKnown(name)) emitQueueUse(call, link, what[name], { library: sqs, name: queueName(call.args[0], link) });
    }
  },
};

function isKnown(name: string): name is keyof typeof what {
  return Object.hasOwn(what, name);
}

/** The last part of `https://sqs.eu-central-1.amazonaws.com/1234/mail`. */
function queueName(input: Argument | undefined, link: LinkContext): string | undefined {
  return knownText(input?.prop('QueueName'), link) ?? knownText(input?.prop('QueueUrl'), link)?.split('/').at(-1);
}
