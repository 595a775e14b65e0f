import type { Message } from '../../../shared/model/conversation.ts';
import type { MessageId } from '../../../shared/model/ids.ts';

const factsOf = ({ target, failure, facts, seams, continueFailure }: Message): string =>
  JSON.stringify([target, failure, facts, seams, continueFailure]);

const sameMessage = (a: Message, b: Message): boolean =>
  a.state === b.state &&
  a.text === b.text &&
  a.reasoning === b.reasoning &&
  a.parentId === b.parentId &&
  factsOf(a) === factsOf(b);

const longer = (mine: string, fetched: string): string =>
  mine.length > fetched.length && mine.startsWith(fetched) ? mine : fetched;

function mergeOne(mine: Message | undefined, fetched: Message, isFollowed: boolean): Message {
  if (!mine || sameMessage(mine, fetched)) return mine ?? fetched;
  // The stream is ahead of any fetched copy.
  if (isFollowed) return mine;
  // An answer that has ended streams again only behind a new seam.
  const isOld = fetched.seams.length <= mine.seams.length;
  if (fetched.state === 'streaming' && mine.state !== 'streaming' && isOld) return mine;
  if (fetched.state !== 'streaming') return fetched;
  return {
    ...fetched,
    text: longer(mine.text, fetched.text),
    reasoning: longer(mine.reasoning, fetched.reasoning),
  };
}

/** The fetched messages, with what this window knows better. Unchanged messages stay the same objects. */
export function mergeMessages(
  mine: readonly Message[],
  fetched: readonly Message[],
  isFollowed: (id: MessageId) => boolean,
): readonly Message[] {
  const known = new Map(mine.map((message) => [message.id, message]));
  const merged = fetched.map((message) => mergeOne(known.get(message.id), message, isFollowed(message.id)));
  const isSame = merged.length === mine.length && merged.every((message, index) => message === mine[index]);
  return isSame ? mine : merged;
}

/** The branch once `answer` stands beside an earlier answer to the same question. */
export function branchWith(messages: readonly Message[], answer: Message): readonly Message[] {
  const parent = messages.findIndex(({ id }) => id === answer.parentId);
  return [...messages.slice(0, parent === -1 ? messages.length : parent + 1), answer];
}
