import { expect, it, vi } from 'vitest';
import { conversation, conversationId, message, setUp, streamAt, summary, target } from './chat-store-setup.ts';

// Catches: an answer that is gone on with and not followed, here or in another window; old words drawn twice; and a copy
// read before the end that makes an ended answer run again.
it('follows an answer that is gone on with from where it broke off', async () => {
  const seam = { at: 5, target, after: 'failed' as const };
  const failed = message({ state: 'failed', text: 'Half ' });
  const again = message({ text: 'Half ', seams: [seam] });
  let fetched = failed;
  const { host, store, draw, answer } = setUp({
    'conversations.get': () => conversation(fetched),
    'chat.continue': () => again,
  });
  await store.getState().openConversation(conversationId);
  await store.getState().goOn(failed, target);
  const stream = await streamAt(host, 0);
  expect(stream.input).toMatchObject({ textLength: 5 });
  host.deltas(stream, { kind: 'text', text: 'an answer' });
  await vi.waitFor(() => {
    draw();
    expect(answer()?.text).toBe('Half an answer');
  });
  host.end(stream, { ...again, state: 'complete', text: 'Half an answer' });
  await vi.waitFor(() => expect(answer()?.state).toBe('complete'));
  fetched = again;
  await store.getState().openConversation(conversationId);
  expect(answer()?.state).toBe('complete');
  fetched = message({ text: 'Half an answer', seams: [seam, { ...seam, at: 14 }] });
  await store.getState().openConversation(conversationId);
  expect(answer()?.state).toBe('streaming');
  expect((await streamAt(host, 1)).input).toMatchObject({ textLength: 14 });
});

// Catches: a switch that only this window believes in.
it('keeps a conversation on this computer through the host, and says so at once', async () => {
  let isLocalOnly = false;
  const { host, store } = setUp({
    'conversations.list': () => [{ ...summary, isLocalOnly }],
    'conversations.update': () => {
      isLocalOnly = true;
      return { ...summary, isLocalOnly };
    },
  });
  await store.getState().refreshList();
  const set = store.getState().setLocalOnly(conversationId, true);
  expect(store.getState().summaries).toMatchObject([{ isLocalOnly: true }]);
  await set;
  expect(host.calls).toContainEqual({ name: 'conversations.update', input: { conversationId, isLocalOnly: true } });
});
