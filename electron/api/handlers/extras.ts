import type { AppContract } from '../../../shared/contract/contract.ts';
import type { extrasContract } from '../../../shared/contract/extras.ts';
import { toPrompt } from '../../gateway/messages.ts';
import type { ExtrasService } from '../../providers/extras/extras.ts';
import type { Handlers } from '../router.ts';

export const extrasHandlers = ({
  extras,
}: {
  extras: ExtrasService;
}): Pick<Handlers<AppContract>, keyof typeof extrasContract> => ({
  'providers.balance': ({ providerId, refresh }) => extras.balance(providerId, { refresh }),
  'providers.voices': ({ providerId, refresh }) => extras.voices(providerId, { refresh }),
  'providers.generation': ({ providerId, id }, { signal }) => extras.generation(providerId, id, signal),

  async 'models.count-tokens'({ messages, ...target }, { signal }) {
    return { tokens: await extras.countTokens(target, toPrompt(messages), signal) };
  },

  'hosted-models.list': ({ providerId }, { signal }) => extras.hosted.list({ providerId, signal }),
  'hosted-models.get': ({ providerId, name }, { signal }) => extras.hosted.show(name, { providerId, signal }),
  'hosted-models.pull': ({ providerId, name }, { signal }) => extras.hosted.pull(name, { providerId, signal }),
  async 'hosted-models.copy'({ providerId, name, to }, { signal }) {
    await extras.hosted.copy(name, to, { providerId, signal });
    return {};
  },
  async 'hosted-models.delete'({ providerId, name }, { signal }) {
    await extras.hosted.delete(name, { providerId, signal });
    return {};
  },
});
