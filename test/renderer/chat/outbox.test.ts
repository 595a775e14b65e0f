// Catches: words typed while a message is on its way that are lost, a failed message that is gone, one that is sent twice.
import { beforeEach, expect, it } from 'vitest';
import type { NewMessage } from '../../../renderer/features/chat/chat-store.ts';
import { createDrafts, type Drafts } from '../../../renderer/features/chat/drafts.ts';
import { createOutbox, type Outbox } from '../../../renderer/features/chat/outbox.ts';
import type { ConversationId, ProviderId } from '../../../shared/model/ids.ts';

const id = 'c1' as ConversationId;
const target = { providerId: 'p1' as ProviderId, modelId: 'm' };

let sent: NewMessage[];
let host: PromiseWithResolvers<ConversationId>;
let drafts: Drafts;
let outbox: Outbox;

beforeEach(() => {
  sent = [];
  host = Promise.withResolvers();
  drafts = createDrafts({ getItem: () => null, setItem: () => {}, removeItem: () => {} });
  const send = (message: NewMessage) => {
    sent.push(message);
    return host.promise;
  };
  outbox = createOutbox({ drafts, send });
});

it('frees the box at once, and keeps what is typed while the message is on its way', async () => {
  drafts.write(id, ' first ');
  const posting = outbox.post(id, { target });
  expect(drafts.read(id)).toBe('');
  drafts.write(id, 'second');
  host.resolve(id);
  expect(await posting).toBe(id);
  expect(sent).toEqual([{ conversationId: id, text: 'first', target }]);
  expect(drafts.read(id)).toBe('second');
});

it('puts a message that was not sent in front of what was typed since', async () => {
  drafts.write(id, 'first');
  const posting = outbox.post(id, { target });
  drafts.write(id, 'second');
  const error = new Error('The disk is full.');
  host.reject(error);
  expect(await posting).toBeNull();
  expect(drafts.read(id)).toBe('first\nsecond');
  expect(outbox.store.getState()[id]).toEqual({ isSending: false, error });
});

it('takes what was typed in a new chat along to the id it gets', async () => {
  drafts.write('new', 'first');
  const posting = outbox.post('new', { target });
  drafts.write('new', 'second');
  host.resolve(id);
  await posting;
  expect(drafts.read('new')).toBe('');
  expect(drafts.read(id)).toBe('second');
});

it('sends nothing twice, and nothing that is empty', async () => {
  drafts.write(id, '  ');
  expect(await outbox.post(id, { target })).toBeNull();
  drafts.write(id, 'first');
  const posting = outbox.post(id, { target });
  drafts.write(id, 'second');
  expect(await outbox.post(id, { target })).toBeNull();
  host.resolve(id);
  await posting;
  expect(sent).toHaveLength(1);
  expect(drafts.read(id)).toBe('second');
});

it('gives back a message the window was closed over but not one that is known to be sent', async () => {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  };
  const before = createDrafts(storage);
  before.write(id, 'first');
  before.flush();
  const posting = createOutbox({ drafts: before, send: () => host.promise }).post(id, { target });
  // Not in both places, even when the window crashes before the rest after which drafts are stored.
  expect([...items]).toEqual([['switchyard.sending.c1', 'first']]);
  before.write(id, 'second');
  before.flush();
  const reloaded = new Map(items);
  host.resolve(id);
  await posting;
  before.flush();
  expect(createDrafts(storage).read(id)).toBe('second');

  items.clear();
  for (const [key, text] of reloaded) items.set(key, text);
  expect(createDrafts(storage).read(id)).toBe('first\nsecond');
  expect(createDrafts(storage).read(id)).toBe('first\nsecond');
});

it('keeps a message that was not sent once, as a draft', async () => {
  const items = new Map<string, string>();
  const kept = createDrafts({
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, text) => void items.set(key, text),
    removeItem: (key) => void items.delete(key),
  });
  kept.write(id, 'first');
  await createOutbox({ drafts: kept, send: () => Promise.reject(new Error('The disk is full.')) }).post(id, { target });
  expect([...items]).toEqual([['switchyard.draft.c1', 'first']]);
});
