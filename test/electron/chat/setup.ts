import { onTestFinished } from 'vitest';
import { type ChatService, createChat } from '../../../electron/chat/chat.ts';
import { createGateway } from '../../../electron/gateway/gateway.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { AnswerDelta, Message } from '../../../shared/model/conversation.ts';
import type { MessageId } from '../../../shared/model/ids.ts';
import { silentLog } from '../../helpers/test-store.ts';
import type { Upstream } from '../../helpers/upstream.ts';
import {
  addUpstream,
  openTestProviders,
  openTestUpstream,
  type TestProviders,
  type TestProvidersOptions,
} from '../../helpers/upstream-host.ts';

export interface TestChat extends TestProviders {
  chat: ChatService;
  upstream: Upstream;
  target(modelId: string): Message['target'] & object;
}

/** Everything between the contract and the wire, for real. */
export async function openTestChat(options: TestProvidersOptions = {}): Promise<TestChat> {
  const upstream = await openTestUpstream();
  const host = openTestProviders(options);
  const provider = await addUpstream(host, upstream);
  const gateway = createGateway({ connect: host.providers.connect, requests: host.store.requests, log: silentLog });
  const chat = createChat({ store: host.store, gateway, events: host.events, log: host.log.log });
  onTestFinished(() => chat.close());
  return { ...host, chat, upstream, target: (modelId) => ({ providerId: provider.id, modelId }) };
}

export interface Followed {
  text: string;
  reasoning: string;
  message?: Message;
  error?: AppError;
}

/** Reads an answer to its end. `onDelta` sees what has arrived so far. */
export async function follow(
  chat: ChatService,
  id: MessageId,
  {
    textLength = 0,
    reasoningLength = 0,
    signal = new AbortController().signal,
    onDelta = (_soFar: Followed, _delta: AnswerDelta): void => {},
  } = {},
): Promise<Followed> {
  const got: Followed = { text: '', reasoning: '' };
  const steps = chat.follow(id, { textLength, reasoningLength }, signal);
  try {
    for (;;) {
      const { done, value } = await steps.next();
      if (done) return { ...got, message: value };
      got[value.kind] += value.text;
      onDelta(got, value);
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...got, error };
  }
}
