// also: queue
import { ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SQS, SQSClient, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
const client = new SQSClient({});
const url = 'https://sqs.eu-central-1.amazonaws.com/123456789012/mail';
export const send = (body: string) => client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body })); //~ queue @aws-sdk/client-sqs produce mail
export async function receive() {
  const command = new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 });
  return client.send(command); //~ queue @aws-sdk/client-sqs consume mail
}
export const many = (queue: string) => client.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries: [] })); //~ queue @aws-sdk/client-sqs produce
export const simple = () => new SQS({}).sendMessage({ QueueUrl: url, MessageBody: 'hello' }); //~ queue @aws-sdk/client-sqs produce mail
export const lookUp = () => client.send(new GetQueueUrlCommand({ QueueName: 'mail' }));
export const put = () => new S3Client({}).send(new PutObjectCommand({ Bucket: 'a', Key: 'b' }));
export const respond = (res: { send(body: unknown): void }) => { res.send(new SendMessageCommand({ QueueUrl: url, MessageBody: '' })); };
