import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { goesOnForEver, refuses } from '../../helpers/faulty-upstream.ts';
import { here, openRoutedChat } from './routed-chat.ts';
import { follow } from './setup.ts';

// Catches: a chat that is to stay here and whose question leaves: to the model it names, behind a name, by `auto`, as a
// fallback of the engine that fails, by a retry, by going on; and an error that does not say what helps.
test('nothing leaves a chat that stays here while the engine fails', async () => {
  const { chat, one, two, alias, upstream, end } = await openRoutedChat();
  alias('chain', [here, one, two]);
  alias('cloud', [one, two]);
  const before = { visits: upstream.visits.length, connections: upstream.connections() };

  const { conversation, answer } = chat.send({ text: 'One', target: one, isLocalOnly: true });
  expect(conversation.isLocalOnly).toBe(true);
  const asked = { conversationId: conversation.id, text: 'Next' };
  const elsewhere = [await end(answer.id)];
  for (const target of [two, { name: 'cloud' }, { name: 'auto' }]) {
    elsewhere.push(await end(chat.send({ ...asked, target }).answer.id));
  }
  const retried = chat.retry(elsewhere.at(-1)?.id ?? answer.id, { target: one });
  elsewhere.push(await end(retried.id));
  for (const { state, failure } of elsewhere) {
    expect(state).toBe('failed');
    expect(failure).toMatchObject({ code: 'NO_TARGET', details: { reason: 'chat-stays-here' } });
    expect(failure?.message).toContain('switch "Only on this computer" off for this chat');
  }
  for (const target of [here, { name: 'chain' }]) {
    expect(await end(chat.send({ ...asked, target }).answer.id)).toMatchObject({
      failure: { code: 'ENGINE_UNAVAILABLE' },
    });
  }
  await sleep(100);
  expect({ visits: upstream.visits.length, connections: upstream.connections() }).toEqual(before);

  // The control: the same chain is answered elsewhere as soon as it may be.
  chat.conversations.update(conversation.id, { isLocalOnly: false });
  expect(await end(chat.send({ ...asked, target: { name: 'chain' } }).answer.id)).toMatchObject({ state: 'complete' });
  expect(upstream.visits.length).toBe(before.visits + 1);
});

// Catches: a switch that is forgotten with a restart, a rename, or a deletion taken back.
test('the switch stays with its conversation', async () => {
  const { chat, one, end, store } = await openRoutedChat();
  const { conversation, answer } = chat.send({ text: 'One', target: one });
  const { id } = conversation;
  expect(conversation.isLocalOnly).toBe(false);
  await end(answer.id);
  expect(chat.conversations.update(id, { isLocalOnly: true })).toMatchObject({ title: 'One', isLocalOnly: true });
  expect(chat.conversations.update(id, { title: 'Two' })).toMatchObject({ title: 'Two', isLocalOnly: true });
  expect(chat.conversations.update(id, {})).toMatchObject({ title: 'Two', isLocalOnly: true });
  await chat.conversations.delete(id);
  expect(chat.conversations.restore(id)).toMatchObject({ isLocalOnly: true });
  expect(store.conversations.get(id)).toMatchObject({ isLocalOnly: true });
  expect(chat.conversations.list()).toMatchObject([{ isLocalOnly: true }]);
});

// Catches: an answer that goes on coming from elsewhere, or falls back to elsewhere, after the switch was set.
test('an answer that is on its way elsewhere is stopped when the chat is to stay here', async () => {
  const { chat, one, acts, end } = await openRoutedChat({ one: goesOnForEver });
  const { conversation, answer } = chat.send({ text: 'One', target: one });
  const begun = Promise.withResolvers<void>();
  const reading = follow(chat, answer.id, { onDelta: () => begun.resolve() });
  await begun.promise;
  chat.conversations.update(conversation.id, { isLocalOnly: true });
  expect((await reading).message).toMatchObject({ state: 'stopped', failure: null });

  // Going on with it elsewhere is refused as well, and takes nothing away.
  acts['one'] = refuses(500);
  const before = chat.conversations.get(conversation.id).messages[1];
  const after = await end(chat.continue(answer.id, { target: one }).id);
  expect(after).toMatchObject({ text: before?.text, state: 'stopped', continueFailure: { code: 'NO_TARGET' } });
});
