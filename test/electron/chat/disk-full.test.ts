import { expect, test } from 'vitest';
import { follow, openTestChat } from './setup.ts';

const hugeQuestion = 'x'.repeat(2_000_000);

// Catches: what was typed being lost, with half a conversation left behind, because the disk is full.
test('a question that cannot be stored is refused and leaves nothing', async () => {
  const { chat, target, upstream } = await openTestChat({ store: { maxPages: 160 } });
  expect(() => chat.send({ text: hugeQuestion, target: target('echo') })).toThrow(
    expect.objectContaining({ code: 'STORAGE_FULL' }),
  );
  expect(chat.conversations.list()).toEqual([]);
  expect(upstream.requests).toEqual([]);
  const { answer } = chat.send({ text: 'small', target: target('echo') });
  expect((await follow(chat, answer.id)).text).toBe('small');
});

// Catches: a full disk in mid-answer that hangs the window, lets the model talk on, or shows text that is stored nowhere.
test('an answer that cannot be stored any more ends with that error', async () => {
  const { chat, target } = await openTestChat({ store: { maxPages: 125 } });
  // The question fits; the same again as an answer does not.
  const question = 'word '.repeat(20_000).trim();
  const { answer, conversation } = chat.send({ text: question, target: target('echo') });
  const readers = await Promise.all([follow(chat, answer.id), follow(chat, answer.id)]);
  const [, message] = chat.conversations.get(conversation.id).messages;
  expect(message).toMatchObject({ state: 'failed', failure: { code: 'STORAGE_FULL' } });
  for (const { error, text } of readers) {
    expect(error).toMatchObject({ code: 'STORAGE_FULL', message: expect.stringContaining('disk is full') });
    expect(message?.text).toBe(text);
  }
  expect(message?.text.length).toBeLessThan(question.length);
  // Nothing is stuck: it can be deleted and the host can close, which the helper does.
  expect(chat.conversations.list()).toMatchObject([{ isAnswering: false }]);
  await chat.conversations.delete(conversation.id);
});
