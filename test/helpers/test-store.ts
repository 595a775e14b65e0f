import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { newId } from '../../electron/lib/id.ts';
import type { Log } from '../../electron/lib/log.ts';
import { requestFields } from '../../electron/lib/request-context.ts';
import { type OpenStoreOptions, openStore, type Store } from '../../electron/store/open-store.ts';
import type { Message } from '../../shared/model/conversation.ts';
import type { ConversationId, MessageId, ProviderId } from '../../shared/model/ids.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A log whose lines a test can read. */
export function recordingLog(): { log: Log; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  return {
    log: pino({ level: 'trace', mixin: requestFields }, { write: (line) => void lines.push(JSON.parse(line)) }),
    lines,
  };
}

export const silentLog: Log = pino({ level: 'silent' });

/** A real store in a folder of its own; closed when the test ends. */
export function openTestStore(options: Partial<OpenStoreOptions> = {}): Store {
  const store = openStore({ folder: options.folder ?? temporaryFolder(), log: silentLog, ...options });
  onTestFinished(() => store.close());
  return store;
}

export const newMessage = (conversationId: ConversationId, fields: Partial<Message> = {}): Message => ({
  id: newId<MessageId>(),
  conversationId,
  parentId: null,
  role: 'user',
  state: 'complete',
  text: '',
  reasoning: '',
  target: null,
  failure: null,
  facts: null,
  seams: [],
  continueFailure: null,
  createdAt: 1,
  ...fields,
});

export const runningAnswer = (conversationId: ConversationId, fields: Partial<Message> = {}): Message =>
  newMessage(conversationId, {
    role: 'assistant',
    state: 'streaming',
    target: { providerId: newId<ProviderId>(), modelId: 'steady' },
    ...fields,
  });
