import { expect, test } from 'vitest';
import { historyOf, pathTo } from '../../../electron/chat/history.ts';
import { titleOf } from '../../../electron/chat/title.ts';
import { newId } from '../../../electron/lib/id.ts';
import type { ConversationId } from '../../../shared/model/ids.ts';
import { newMessage } from '../../helpers/test-store.ts';

// Catches: titles cut inside a word or a character, or taken from the second line.
test.each([
  ['Hello', 'Hello'],
  ['  Hello\tyou \nand more', 'Hello you'],
  ['\n\n  After empty lines', 'After empty lines'],
  [
    'Explain how the switching yard decides which of the tracks a wagon is sent to',
    'Explain how the switching yard decides which of the tracks a…',
  ],
  ['x'.repeat(80), `${'x'.repeat(60)}…`],
  [`${'x'.repeat(59)}👍👍`, `${'x'.repeat(59)}…`],
])('the title of %j is %j', (text, title) => {
  expect(titleOf(text)).toBe(title);
});

const conversationId = newId<ConversationId>();
const ask = newMessage(conversationId, { text: 'One' });
const failed = newMessage(conversationId, { role: 'assistant', parentId: ask.id, state: 'failed' });
const stopped = newMessage(conversationId, { role: 'assistant', parentId: ask.id, state: 'stopped', text: 'Half' });
const next = newMessage(conversationId, { parentId: stopped.id, text: 'Two' });

// Catches: answers of another branch told to the model.
test('the path to a message is its own branch, oldest first', () => {
  const all = new Map([ask, failed, stopped, next].map((message) => [message.id, message]));
  expect(pathTo(next, (id) => all.get(id))).toEqual([ask, stopped, next]);
});

// Catches: an empty answer sent to a vendor that refuses it; half an answer forgotten.
test('a history keeps what was said', () => {
  expect(historyOf([ask, failed, stopped, next])).toEqual([
    { role: 'user', text: 'One' },
    { role: 'assistant', text: 'Half' },
    { role: 'user', text: 'Two' },
  ]);
});
