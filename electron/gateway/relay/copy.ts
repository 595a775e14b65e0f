import type { AnswerResult } from '../request.ts';
import type { RelayItem } from './relay-work.ts';

interface Kept {
  contentType: string;
  result: AnswerResult;
}

/** First a line about it, then the bytes as they were sent. */
export function writeCopy(items: readonly RelayItem[], result: AnswerResult): Buffer {
  const head = items.find((item) => item.head)?.head;
  const about: Kept = { contentType: head?.headers['content-type'] ?? 'application/json', result };
  return Buffer.concat([Buffer.from(`${JSON.stringify(about)}\n`), ...items.map(({ bytes }) => bytes)]);
}

export function readCopy(kept: Buffer): { items: RelayItem[]; result: AnswerResult } {
  const end = kept.indexOf(0x0a);
  const { contentType, result } = JSON.parse(kept.subarray(0, end).toString()) as Kept;
  const head = { status: 200, headers: { 'content-type': contentType } };
  return { items: [{ head, bytes: kept.subarray(end + 1) }], result };
}
