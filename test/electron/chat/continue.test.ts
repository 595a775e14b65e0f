import { expect, test } from 'vitest';
import { goOn } from '../../../electron/chat/continue.ts';
import { answers, cutsAfter, goesOnForEver, refuses } from '../../helpers/faulty-upstream.ts';
import { newMessage, openTestStore, runningAnswer, temporaryFolder } from '../../helpers/test-store.ts';
import { partialAnswer } from '../../helpers/upstream-behaviours.ts';
import { openRoutedChat, wordsOf } from './routed-chat.ts';
import { follow, openTestChat } from './setup.ts';

const refused = (code: string) => expect.objectContaining({ code });

// Catches: words lost, doubled or out of order around the seam; a seam at the wrong place or of the wrong model; a reader
// of the second part that gets the first one again; a route that shows the request that broke off.
test('an answer cut after 30 tokens is gone on with by another provider', async () => {
  const { chat, one, two, end, routing, store } = await openRoutedChat({ one: cutsAfter(30) });
  const { conversation, answer } = chat.send({ text: 'Count', target: one });
  const broken = await end(answer.id);
  expect(broken).toMatchObject({ state: 'failed', text: wordsOf('one', 30), seams: [] });
  expect(routing.routeOfMessage(answer.id)?.attempts).toMatchObject([{ providerName: 'one' }]);

  const again = chat.continue(answer.id, { target: two });
  const seam = { at: broken.text.length, target: two, after: 'failed' };
  expect(again).toMatchObject({ id: answer.id, state: 'streaming', text: broken.text, seams: [seam], target: one });
  const readers = await Promise.all([
    follow(chat, answer.id, { textLength: broken.text.length }),
    follow(chat, answer.id),
  ]);
  expect(readers.map(({ text }) => text)).toEqual([wordsOf('two'), wordsOf('one', 30) + wordsOf('two')]);
  const { message } = readers[0];
  expect(message).toMatchObject({
    state: 'complete',
    failure: null,
    continueFailure: null,
    seams: [seam],
    target: one,
  });
  expect(message?.facts).toMatchObject({ inputTokens: 7, outputTokens: 40 });
  expect(store.messages.get(answer.id)).toEqual(message);
  expect(chat.conversations.get(conversation.id).messages).toHaveLength(2);
  expect(routing.routeOfMessage(answer.id)?.attempts).toMatchObject([{ providerName: 'two', outcome: 'answered' }]);
});

// Catches: a model that is not told what it is to go on with, or is told of it in a form that some vendors refuse.
test('the model gets the broken answer as its own, and is asked for the rest', async () => {
  const { chat, target, upstream } = await openTestChat();
  const { answer } = chat.send({ text: 'One', target: target('cut') });
  await follow(chat, answer.id);
  await follow(chat, chat.continue(answer.id, { target: target('echo') }).id);
  expect((upstream.requests.at(-1)?.body as { messages: unknown } | undefined)?.messages).toEqual([
    { role: 'user', content: 'One' },
    { role: 'assistant', content: partialAnswer },
    { role: 'user', content: goOn.text },
  ]);
});

// Catches: a failed try that takes words, the earlier failure or seams away, or hides that it failed.
test('a try that brings no word leaves all as it was, and says why', async () => {
  const { chat, one, two, acts, end } = await openRoutedChat({ one: cutsAfter(30), two: cutsAfter(3) });
  const { answer } = chat.send({ text: 'Count', target: one });
  await end(answer.id);
  const twice = await end(chat.continue(answer.id, { target: two }).id);
  expect(twice).toMatchObject({
    state: 'failed',
    seams: [{ target: two }],
    text: wordsOf('one', 30) + wordsOf('two', 3),
  });
  acts['two'] = refuses(401);
  const failed = await end(chat.continue(answer.id, { target: two }).id);
  expect(failed).toEqual({ ...twice, continueFailure: expect.objectContaining({ code: 'INVALID_API_KEY' }) });

  acts['two'] = answers;
  const whole = await end(chat.continue(answer.id, { target: two }).id);
  expect(whole).toMatchObject({ state: 'complete', failure: null, continueFailure: null });
  expect(whole.text).toBe(twice.text + wordsOf('two'));
  expect(whole.seams.map(({ at }) => at)).toEqual([wordsOf('one', 30).length, twice.text.length]);
});

// Catches: a name that is never told who stood behind it.
test('behind a name, the seam says who went on', async () => {
  const { chat, one, two, alias, end } = await openRoutedChat({ one: cutsAfter(30) });
  alias('fast', [two]);
  const { answer } = chat.send({ text: 'Count', target: one });
  await end(answer.id);
  const going = chat.continue(answer.id, { target: { name: 'fast' } });
  expect(going.seams).toMatchObject([{ target: null }]);
  expect(await end(going.id)).toMatchObject({ seams: [{ target: two }], facts: { route: { asked: 'fast' } } });
});

// Catches: an answer that is whole, empty, running, or no longer the last one, changed behind the reader's back.
test('only the last answer can be gone on with, and only one that broke off', async () => {
  const { chat, one, two, end } = await openRoutedChat({ one: goesOnForEver });
  const { conversation, question, answer } = chat.send({ text: 'Count', target: one });
  const begun = Promise.withResolvers<void>();
  void follow(chat, answer.id, { onDelta: () => begun.resolve() });
  await begun.promise;
  expect(() => chat.continue(answer.id, { target: two })).toThrow(refused('CONFLICT'));
  const stopped = await chat.stop(answer.id);
  expect(() => chat.continue(question.id, { target: two })).toThrow(refused('VALIDATION_FAILED'));
  const next = chat.send({ conversationId: conversation.id, text: 'More', target: two });
  await end(next.answer.id);
  expect(() => chat.continue(answer.id, { target: two })).toThrow(refused('CONFLICT'));
  expect(() => chat.continue(next.answer.id, { target: two })).toThrow(refused('VALIDATION_FAILED'));
  expect(chat.conversations.get(conversation.id).messages[1]).toEqual(stopped);
});

// Catches: a host killed while going on that loses the old words or the seam, or leaves a seam with nothing behind it.
test.each([
  ['before a word', [], { state: 'failed', text: 'Half ', seams: [], failure: { code: 'RATE_LIMITED' } }],
  ['in the middle', ['an ans'], { state: 'interrupted', text: 'Half an ans', seams: [{ at: 5 }], failure: null }],
])('a host killed while going on, %s', async (_when, words, expected) => {
  const folder = temporaryFolder();
  const first = openTestStore({ folder });
  const conversationId = newMessage('x' as never).id as never;
  first.conversations.create({ id: conversationId, title: 'Trains', now: 1 });
  const answer = runningAnswer(conversationId);
  first.messages.insert(answer);
  first.messages.appendChunks(answer.id, [{ kind: 'text', text: 'Half ' }]);
  const failure = { code: 'RATE_LIMITED', message: 'Too fast.', retryable: true } as const;
  first.messages.settle(answer.id, { state: 'failed', failure, facts: null });
  first.messages.reopen(answer.id, [{ at: 5, target: answer.target, after: 'failed' }]);
  for (const text of words) first.messages.appendChunks(answer.id, [{ kind: 'text', text }]);
  await first.close();

  const second = openTestStore({ folder });
  expect(second.messages.interruptStreaming()).toEqual([answer.id]);
  expect(second.messages.get(answer.id)).toMatchObject({ ...expected, continueFailure: null });
});
