import { AppError } from '../../../shared/errors/app-error.ts';
import type { HostedModel, HostedModelDetails, PullProgress } from '../../../shared/model/extras.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { ask } from './ask.ts';
import type { ExtrasPorts } from './ports.ts';

interface Asked {
  providerId: ProviderId;
  signal: AbortSignal;
}

/** The models of a server that keeps its own. */
export function createHosted({ connect, providers }: Pick<ExtrasPorts, 'connect' | 'providers'>) {
  /** The list that all others see is read again; whether that works is told there. */
  const changed = async (id: ProviderId): Promise<void> => void (await providers.models(id, { refresh: true }));

  const list = async ({ providerId, signal }: Asked): Promise<HostedModel[]> => {
    const connection = await connect(providerId);
    const server = connection.extra('hosted-models');
    return ask(connection, { signal }, (limited) => server.list(limited));
  };

  return {
    list,

    async show(name: string, { providerId, signal }: Asked): Promise<HostedModelDetails> {
      const connection = await connect(providerId);
      const server = connection.extra('hosted-models');
      return ask(connection, { signal, modelId: name }, (limited) => server.show(name, limited));
    },

    async *pull(name: string, { providerId, signal }: Asked): AsyncGenerator<PullProgress, HostedModel, void> {
      const connection = await connect(providerId);
      const server = connection.extra('hosted-models');
      let hasBegun = false;
      try {
        for await (const progress of server.pull(name, signal)) {
          hasBegun = true;
          yield progress;
        }
      } catch (thrown) {
        throw connection.classify(thrown, { modelId: name, hasContent: hasBegun });
      }
      await changed(providerId);
      const all = await list({ providerId, signal });
      const pulled = all.find((model) => isNamed(model, name));
      if (pulled) return pulled;
      const message = `The server pulled ${name} and does not list it. Look at the list again in a moment.`;
      throw new AppError('PROVIDER_BAD_ANSWER', message);
    },

    async copy(from: string, to: string, { providerId, signal }: Asked): Promise<void> {
      const connection = await connect(providerId);
      const server = connection.extra('hosted-models');
      await ask(connection, { signal, modelId: from }, (limited) => server.copy(from, to, limited));
      await changed(providerId);
    },

    async delete(name: string, { providerId, signal }: Asked): Promise<void> {
      const connection = await connect(providerId);
      const server = connection.extra('hosted-models');
      await ask(connection, { signal, modelId: name }, (limited) => server.delete(name, limited));
      await changed(providerId);
    },
  };
}

/** Where no tag is named, the newest is meant. */
const isNamed = (model: HostedModel, name: string): boolean =>
  [name, `${name}:latest`].some((one) => one.toLowerCase() === model.name.toLowerCase());
