import type { Answer } from '../../providers/network/send.ts';
import type { Asked } from '../work.ts';
import { headOf, type RelayHead } from './head.ts';

/** What a vendor answered instead, in its own form. */
export interface RelayRefusal extends RelayHead {
  body: Buffer;
}

/** More than this no error needs. */
const longest = 1024 * 1024;

export async function readRefusal(answer: Answer, patiently: Asked['patiently']): Promise<RelayRefusal> {
  const { body } = answer;
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < longest) {
    const chunk = await patiently(body.read());
    if (!chunk) break;
    chunks.push(chunk);
    length += chunk.length;
  }
  body.cancel();
  return { ...headOf(answer), body: Buffer.concat(chunks) };
}

/** What breaks after the head of an answer broke in the middle of it, as the vendors' packages would throw it. */
export const brokenIn = ({ status }: Pick<Answer, 'status'>, cause: unknown): Error =>
  Object.assign(new Error('The answer broke off.', { cause }), { statusCode: status });

/** As the vendors' packages would throw it. */
export const thrownOf = ({ status, body }: RelayRefusal, headers: Answer['headers']): Error =>
  Object.assign(new Error('The request was refused.'), {
    statusCode: status,
    responseHeaders: headers,
    responseBody: body.toString(),
  });
