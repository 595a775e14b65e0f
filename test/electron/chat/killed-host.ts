// Run as a process of its own by kill.test.ts, which kills it: a chat over a real store, printing what a reader gets.
import { writeSync } from 'node:fs';
import pino from 'pino';
import { createEvents } from '../../../electron/api/events.ts';
import { createChat } from '../../../electron/chat/chat.ts';
import { createGateway } from '../../../electron/gateway/gateway.ts';
import { createProviders } from '../../../electron/providers/providers.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';

const [folder = '', baseUrl = '', modelId = ''] = process.argv.slice(-3);
const log = pino({ level: 'silent' });
const events = createEvents<AppContract>();
const store = openStore({ folder, log });
// This provider has no key, so nothing is ever asked of the vault.
const unused = (): never => {
  throw new Error('no key is expected here');
};
const providers = createProviders({ store, vault: { seal: unused, reveal: unused, forget: unused }, events, log });
const gateway = createGateway({ connect: providers.connect, requests: store.requests, log });
const chat = createChat({ store, gateway, events, log });

const { id: providerId } = await providers.create({
  kind: 'openai-compatible',
  name: 'Upstream',
  settings: { baseUrl },
});
const { answer } = chat.send({ text: 'Go', target: { providerId, modelId } });
const start = { textLength: 0, reasoningLength: 0 };
for await (const { text } of chat.follow(answer.id, start, new AbortController().signal)) writeSync(1, text);
