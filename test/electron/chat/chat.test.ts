import { describe, expect, test, vi } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { ConversationId, MessageId } from '../../../shared/model/ids.ts';
import {
  longAnswer,
  partialAnswer,
  slowAnswer,
  steadyAnswer,
  thinkingAnswer,
} from '../../helpers/upstream-behaviours.ts';
import { follow, openTestChat } from './setup.ts';

const sent = (body: unknown) => (body as { messages: { role: string; content: string }[] }).messages;

describe('an answer', () => {
  // Catches: a conversation without its title, question or answer; numbers lost; a list that does not move.
  test('is stored with its question and what it took', async () => {
    const { chat, target, published } = await openTestChat();
    const { conversation, question, answer } = chat.send({
      text: 'Which track is free?\nAsk.',
      target: target('steady'),
    });
    expect(conversation).toMatchObject({ title: 'Which track is free?', isAnswering: true });
    expect(question).toMatchObject({
      role: 'user',
      state: 'complete',
      text: 'Which track is free?\nAsk.',
      parentId: null,
    });
    expect(answer).toMatchObject({
      role: 'assistant',
      state: 'streaming',
      parentId: question.id,
      target: target('steady'),
    });

    const { text, message } = await follow(chat, answer.id);
    expect(text).toBe(steadyAnswer);
    expect(message).toMatchObject({ id: answer.id, state: 'complete', text: steadyAnswer, failure: null });
    expect(message?.facts).toMatchObject({ inputTokens: expect.any(Number), outputTokens: expect.any(Number) });
    expect(chat.conversations.get(conversation.id)).toEqual({
      ...conversation,
      isAnswering: false,
      messages: [question, message],
    });
    await vi.waitFor(() => expect(published.filter(({ name }) => name === 'conversations.changed')).toHaveLength(2));
  });

  // Catches: a follower that gets a token twice or not at all, or one that stops the answer for the others.
  test('reaches two readers, and a third one that joins late', async () => {
    const { chat, target } = await openTestChat();
    const { answer } = chat.send({ text: 'Go', target: target('long') });
    const late = Promise.withResolvers<ReturnType<typeof follow>>();
    const leaving = new AbortController();
    const [one, two, left] = await Promise.all([
      follow(chat, answer.id),
      follow(chat, answer.id, {
        onDelta: (soFar) => {
          if (soFar.text.length > 1000) late.resolve(follow(chat, answer.id));
        },
      }),
      follow(chat, answer.id, { signal: leaving.signal, onDelta: () => leaving.abort() }),
    ]);
    expect(left.error?.code).toBe('CANCELLED');
    for (const reader of [one, two, await late.promise]) {
      expect(reader.text).toBe(longAnswer);
      expect(reader.message?.state).toBe('complete');
    }
  });

  // Catches: a reload in mid-stream that repeats or drops text around the place where it happened.
  test('goes on exactly where a reloaded window stands', async () => {
    const { chat, target, store } = await openTestChat();
    const { answer } = chat.send({ text: 'Go', target: target('steady') });
    const leaving = new AbortController();
    const before = await follow(chat, answer.id, {
      signal: leaving.signal,
      onDelta: ({ text }) => text.length > 40 && leaving.abort(),
    });
    // What the reloaded window sees first is what is stored, which is at least what the screen had.
    const stored = store.messages.get(answer.id)?.text ?? '';
    expect(stored.startsWith(before.text)).toBe(true);
    const after = await follow(chat, answer.id, { textLength: stored.length });
    expect(stored + after.text).toBe(steadyAnswer);
    // Also when it comes back after the end.
    expect((await follow(chat, answer.id, { textLength: 100 })).text).toBe(steadyAnswer.slice(100));
    expect((await follow(chat, answer.id, { textLength: 1e6 })).text).toBe('');
  });

  // Catches: a token on a screen that a crash would lose.
  test('is on disk before it is on a screen', async () => {
    const { chat, target, store } = await openTestChat();
    const { answer } = chat.send({ text: 'Go', target: target('long') });
    let checked = 0;
    await follow(chat, answer.id, {
      onDelta: ({ text }) => {
        if (store.messages.get(answer.id)?.text.startsWith(text)) checked++;
        else throw new Error('a token was shown that is not stored');
      },
    });
    expect(checked).toBeGreaterThan(1);
  });

  // Catches: thoughts and text mixed, also for a reader that joins between the two.
  test('keeps thoughts apart', async () => {
    const { chat, target } = await openTestChat();
    const { answer } = chat.send({ text: 'Go', target: target('thinking') });
    expect(await follow(chat, answer.id, { reasoningLength: 4 })).toMatchObject({
      text: thinkingAnswer.text,
      reasoning: thinkingAnswer.reasoning.slice(4),
      message: { ...thinkingAnswer, state: 'complete' },
    });
  });

  // Catches: a failure that leaves the message streaming, or throws away what had arrived.
  test.each([
    ['fail-429', '', 'RATE_LIMITED'],
    ['cut', partialAnswer, 'STREAM_INTERRUPTED'],
  ])('that fails (%s) keeps its reason and its text', async (modelId, text, code) => {
    const { chat, target } = await openTestChat();
    const { answer, conversation } = chat.send({ text: 'Go', target: target(modelId) });
    const { message } = await follow(chat, answer.id);
    expect(message).toMatchObject({ state: 'failed', text, failure: { code, message: expect.any(String) } });
    expect(chat.conversations.get(conversation.id)).toMatchObject({ isAnswering: false, messages: [{}, message] });
  });
});

describe('stop', () => {
  // Catches: a stop that loses what arrived, waits for the model, or leaves it talking.
  test('keeps what has arrived and ends the upstream', async () => {
    const { chat, target, upstream } = await openTestChat();
    const { answer } = chat.send({ text: 'Go', target: target('slow') });
    const stopped = Promise.withResolvers<void>();
    const reading = follow(chat, answer.id, { onDelta: () => stopped.resolve() });
    await stopped.promise;
    const message = await chat.stop(answer.id);
    expect(message).toMatchObject({ state: 'stopped', failure: null });
    expect(slowAnswer.startsWith(message.text)).toBe(true);
    expect(message.text).not.toBe('');
    expect(await reading).toMatchObject({ text: message.text, message });
    expect(await chat.stop(answer.id)).toEqual(message);
    await vi.waitFor(() => expect(upstream.aborted).toBe(1));
  });

  // Catches: a stop before the first token that hangs with the upstream.
  test('works before anything has arrived', async () => {
    const { chat, target } = await openTestChat();
    const { answer } = chat.send({ text: 'Go', target: target('hang') });
    expect(await chat.stop(answer.id)).toMatchObject({ state: 'stopped', text: '' });
  });
});

describe('a conversation', () => {
  // Catches: two answers writing into one conversation at once; a lock that stays when the answer is over.
  test('gives one answer at a time', async () => {
    const { chat, target } = await openTestChat();
    const first = chat.send({ text: 'One', target: target('hang') });
    const { id: conversationId } = first.conversation;
    const again = { conversationId, text: 'Two', target: target('echo') };
    expect(() => chat.send(again)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(() => chat.retry(first.answer.id, { target: target('echo') })).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    );
    expect(chat.conversations.get(conversationId).messages).toHaveLength(2);
    chat.send({ text: 'Another conversation', target: target('echo') });
    await chat.stop(first.answer.id);
    await follow(chat, chat.send(again).answer.id);
    expect(chat.conversations.get(conversationId).messages).toHaveLength(4);
  });

  // Catches: a model that is not told what was said before, or is told of answers that never were.
  test('is sent as history, without answers that said nothing', async () => {
    const { chat, target, upstream } = await openTestChat();
    const first = chat.send({ text: 'One', target: target('fail-500') });
    await follow(chat, first.answer.id);
    const { id: conversationId } = first.conversation;
    await follow(chat, chat.send({ conversationId, text: 'Two', target: target('cut') }).answer.id);
    await follow(chat, chat.send({ conversationId, text: 'Three', target: target('echo') }).answer.id);
    expect(sent(upstream.requests.at(-1)?.body)).toEqual([
      { role: 'user', content: 'One' },
      { role: 'user', content: 'Two' },
      { role: 'assistant', content: partialAnswer },
      { role: 'user', content: 'Three' },
    ]);
  });

  // Catches: a retry that overwrites the first answer, or asks with the answer it is to replace.
  test('can have an answer retried beside the first one', async () => {
    const { chat, target, upstream, store } = await openTestChat();
    const { conversation, question, answer } = chat.send({ text: 'One', target: target('echo') });
    const first = await follow(chat, answer.id);
    const { id: conversationId } = conversation;
    await follow(chat, chat.send({ conversationId, text: 'Two', target: target('echo') }).answer.id);

    const retried = chat.retry(answer.id, { target: target('thinking') });
    expect(retried).toMatchObject({ parentId: question.id, state: 'streaming', target: target('thinking') });
    const { message } = await follow(chat, retried.id);
    expect(sent(upstream.requests.at(-1)?.body)).toEqual([{ role: 'user', content: 'One' }]);
    expect(chat.conversations.get(conversationId).messages).toEqual([question, message]);
    expect(store.messages.get(answer.id)).toEqual(first.message);
  });

  // Catches: a deleted conversation whose model goes on; a restore that brings back half of it.
  test('is deleted with its running answer, and comes back', async () => {
    const { chat, target, upstream } = await openTestChat();
    const { conversation, answer } = chat.send({ text: 'One', target: target('slow') });
    await vi.waitFor(() => expect(upstream.requests).toHaveLength(1));
    await chat.conversations.delete(conversation.id);
    expect(chat.conversations.list()).toEqual([]);
    expect(() => chat.conversations.get(conversation.id)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => chat.retry(answer.id, { target: target('echo') })).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    await vi.waitFor(() => expect(upstream.aborted).toBe(1));
    expect(chat.conversations.restore(conversation.id)).toMatchObject({ id: conversation.id, isAnswering: false });
    expect(chat.conversations.get(conversation.id).messages).toMatchObject([{ text: 'One' }, { state: 'stopped' }]);
  });

  // Catches: a rename nobody hears of.
  test('is renamed', async () => {
    const { chat, target, published } = await openTestChat();
    const { conversation, answer } = chat.send({ text: 'One', target: target('echo') });
    await follow(chat, answer.id);
    expect(chat.conversations.update(conversation.id, { title: 'Trains' }).title).toBe('Trains');
    expect(published.at(-1)).toEqual({ name: 'conversations.changed', data: { conversationId: conversation.id } });
  });

  // Catches: an id from a deleted conversation answered with an untyped error.
  test('that is not there is NOT_FOUND everywhere', async () => {
    const { chat, target } = await openTestChat();
    const conversationId = newId<ConversationId>();
    const notFound = expect.objectContaining({ code: 'NOT_FOUND' });
    expect(() => chat.send({ conversationId, text: 'x', target: target('echo') })).toThrow(notFound);
    expect(() => chat.conversations.update(conversationId, { title: 'x' })).toThrow(notFound);
    expect(() => chat.conversations.restore(conversationId)).toThrow(notFound);
    await expect(chat.conversations.delete(conversationId)).rejects.toEqual(notFound);
    await expect(chat.stop(newId<MessageId>())).rejects.toEqual(notFound);
    expect((await follow(chat, newId<MessageId>())).error?.code).toBe('NOT_FOUND');
  });
});

describe('the end of the host', () => {
  // Catches: an answer lost at quit, and a request row left running.
  test('close interrupts what runs and keeps what has arrived', async () => {
    const { chat, target, store } = await openTestChat();
    const { answer } = chat.send({ text: 'Go', target: target('slow') });
    const begun = Promise.withResolvers<void>();
    const reading = follow(chat, answer.id, { onDelta: () => begun.resolve() });
    await begun.promise;
    await chat.close();
    const { message } = await reading;
    expect(message).toMatchObject({ state: 'interrupted', failure: null });
    expect(message?.text).toMatch(/^word-1/);
    expect(store.messages.interruptStreaming()).toEqual([]);
    expect(store.requests.interruptRunning()).toBe(0);
    expect(() => chat.send({ text: 'More', target: target('echo') })).toThrow(/closing/);
  });
});

describe('parameters', () => {
  // Catches: a parameter that stops at the chat, and one that is left out without the reader ever hearing of it.
  test('reach the provider, and what it does not take stands with the answer', async () => {
    const { chat, target, upstream } = await openTestChat();
    const { answer, conversation } = chat.send({
      text: 'Hi',
      target: target('echo'),
      parameters: { temp: 0.5, num_ctx: 8192 },
    });
    const { message } = await follow(chat, answer.id);
    expect(upstream.requests.at(-1)?.body).toMatchObject({ temperature: 0.5 });
    const warnings = [{ parameter: 'contextLength', action: 'dropped', detail: expect.any(String) }];
    expect(message?.facts?.warnings).toEqual(warnings);
    expect(chat.conversations.get(conversation.id).messages[1]?.facts?.warnings).toEqual(warnings);
  });

  // Catches: a question stored for a request that can never be sent, and a strict caller who is answered all the same.
  test('that cannot be read are refused, and under refuse the answer fails', async () => {
    const { chat, target } = await openTestChat();
    const asked = { text: 'Hi', target: target('echo') };
    expect(() => chat.send({ ...asked, parameters: { temp: 9 } })).toThrow(
      expect.objectContaining({ code: 'VALIDATION_FAILED' }),
    );
    expect(chat.conversations.list()).toEqual([]);
    const { answer } = chat.send({ ...asked, parameters: { num_ctx: 8192 }, onUnsupported: 'refuse' });
    expect((await follow(chat, answer.id)).message).toMatchObject({
      state: 'failed',
      failure: { code: 'UNSUPPORTED_PARAMETER' },
    });
  });
});
