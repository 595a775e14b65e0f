import { onTestFinished } from 'vitest';
import { createChat } from '../../../electron/chat/chat.ts';
import type { ProviderConnection } from '../../../electron/providers/connect.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { MessageId } from '../../../shared/model/ids.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { Target } from '../../../shared/model/provider.ts';
import { type Act, answers, openFaultyUpstream } from '../../helpers/faulty-upstream.ts';
import { openRoutedGateway } from '../gateway/routed-gateway.ts';
import { follow } from './setup.ts';

export const wordsOf = (who: string, count = 40): string =>
  Array.from({ length: count }, (_, index) => `${who}-${index + 1} `).join('');

export const here: Target = { providerId: localProviderId, modelId: 'talker' };

/** An engine that is there and cannot be had. */
const brokenEngine = {
  connect: (): ProviderConnection => {
    throw new AppError('ENGINE_UNAVAILABLE', 'The engine of this test never runs.');
  },
};

/** Chats over the gateway as the host puts it together, and providers "one", "two" on one socket, each as it is told. */
export async function openRoutedChat(acts: Record<string, Act> = {}) {
  const host = await openRoutedGateway([], { local: brokenEngine });
  const upstream = await openFaultyUpstream({
    act: ({ who }) => acts[who] ?? answers,
    answerOf: ({ who }) => ({ words: wordsOf(who).match(/\S+ /g) ?? [], inputTokens: 7 }),
  });
  const add = async (name: string): Promise<Target> => {
    const settings = { baseUrl: `${upstream.url}/${name}/v1` };
    const network = { maxRetries: 0 };
    const { id } = await host.providers.create({ kind: 'openai-compatible', name, settings, network });
    return { providerId: id, modelId: 'fault' };
  };
  const [one, two] = [await add('one'), await add('two')];
  const chat = createChat({ store: host.store, gateway: host.gateway, events: host.events, log: host.log.log });
  onTestFinished(() => chat.close());
  const end = async (id: MessageId) => {
    const { message } = await follow(chat, id);
    if (!message) throw new Error('The answer has no end.');
    return message;
  };
  return { ...host, upstream, acts, chat, one, two, end };
}
