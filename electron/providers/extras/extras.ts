import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import { AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { Generation, KeyBalance, Voice } from '../../../shared/model/extras.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { Target } from '../../../shared/model/provider.ts';
import { ask } from './ask.ts';
import { createBalances } from './balances.ts';
import { createHosted } from './hosted.ts';
import type { ExtrasPorts } from './ports.ts';
import { createRecent } from './recent.ts';

export interface ExtrasService {
  /** Of each key that is switched on; good for a minute. */
  balance(id: ProviderId, options: { refresh: boolean }): Promise<KeyBalance[]>;
  /** Good for ten minutes. */
  voices(id: ProviderId, options: { refresh: boolean }): Promise<Voice[]>;
  countTokens(target: Target, prompt: LanguageModelV4Prompt, signal: AbortSignal): Promise<number>;
  generation(id: ProviderId, generationId: string, signal: AbortSignal): Promise<Generation>;
  hosted: ReturnType<typeof createHosted>;
}

/** What some vendors can do besides answering. */
export function createExtras(ports: ExtrasPorts): ExtrasService {
  const { providers, connect, now = Date.now } = ports;
  const balances = createBalances({ connect, now });
  const voices = createRecent<Voice[]>({ keptFor: 10 * 60_000, now });

  return {
    balance: (id, { refresh }) => balances(providers.get(id), refresh),

    async voices(id, { refresh }) {
      const { settings, credentials } = providers.get(id);
      const keys = credentials.map((key) => [key.id, key.rotatedAt, key.isEnabled]);
      const find = async (): Promise<Voice[]> => {
        const connection = await connect(id);
        const list = connection.extra('voices');
        // Several may wait for the one answer: it is not for one of them to cancel.
        const { signal } = new AbortController();
        return ask(connection, { signal }, (limited) => list.list(limited));
      };
      return voices.read(JSON.stringify([id, settings, keys]), { refresh, find });
    },

    async countTokens({ providerId, modelId }, prompt, signal) {
      const connection = await connect(providerId);
      const counter = connection.extra('token-count');
      return ask(connection, { signal, modelId }, (limited) => counter.count(modelId, prompt, limited));
    },

    async generation(id, generationId, signal) {
      const keys = providers.get(id).credentials.flatMap((key) => (key.isEnabled ? [key.id] : []));
      let failure: AppError | undefined;
      // Only the account that paid for it knows it. Without a key, what is said to that is told.
      for (const key of keys.length > 0 ? keys : [undefined]) {
        const connection = await connect(id, key);
        const lookup = connection.extra('generation');
        try {
          return await ask(connection, { signal }, (limited) => lookup.read(generationId, limited));
        } catch (thrown) {
          // A key that could not ask says more than one whose account knows nothing.
          if (!failure || isUnknown(failure)) failure = toAppError(thrown);
        }
      }
      throw !failure || isUnknown(failure) ? unknownAnswer(failure) : failure;
    },

    hosted: createHosted(ports),
  };
}

const isUnknown = ({ details }: AppError): boolean => details?.['status'] === 404;

const unknownAnswer = (cause: AppError | undefined): AppError =>
  new AppError(
    'NOT_FOUND',
    'The provider knows no answer with this id. Check the id, and that the key is of the same account; a new answer takes a few seconds.',
    { cause },
  );
