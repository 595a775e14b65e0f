import { expect, it } from 'vitest';
import { createDrafts } from '../../../renderer/features/chat/drafts.ts';
import type { ConversationId } from '../../../shared/model/ids.ts';

const id = 'c1' as ConversationId;

function createStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    items,
  };
}

// Catches a text that is gone after a reload, or that turns up in another conversation.
it('gives each conversation its own text back after a reload', () => {
  const storage = createStorage();
  const before = createDrafts(storage);
  before.write(id, 'half a question');
  before.write('new', 'another');
  before.flush();
  const after = createDrafts(storage);
  expect(after.read(id)).toBe('half a question');
  expect(after.read('new')).toBe('another');
  expect(after.read('c2' as ConversationId)).toBe('');
});

it('leaves nothing behind once the text was sent', () => {
  const storage = createStorage();
  const drafts = createDrafts(storage);
  drafts.write(id, 'sent');
  drafts.flush();
  drafts.write(id, '');
  drafts.flush();
  expect(storage.items.size).toBe(0);
});

it('keeps a text that the browser refuses to store, as long as the window is open', () => {
  const full = {
    ...createStorage(),
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  };
  const drafts = createDrafts(full);
  drafts.write(id, 'very long');
  drafts.flush();
  expect(drafts.read(id)).toBe('very long');
});

// Catches a draft of a deleted conversation that is lost, or that runs over one that stands where it goes.
it('moves a draft behind what stands there already, and tells whoever shows one', () => {
  const drafts = createDrafts(createStorage());
  drafts.write('new', 'mine');
  drafts.write(id, 'from there');
  let changes = 0;
  const stop = drafts.subscribe(() => {
    changes += 1;
  });
  drafts.move(id, 'new');
  expect(drafts.read('new')).toBe('mine\nfrom there');
  expect(drafts.read(id)).toBe('');
  expect(changes).toBeGreaterThan(0);
  stop();
});
