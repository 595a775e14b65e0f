import { AppError } from '../../shared/errors/app-error.ts';
import type { AnswerDelta } from '../../shared/model/conversation.ts';
import type { ProviderId, SecretId } from '../../shared/model/ids.ts';
import type { ProviderConnection } from '../providers/connect.ts';
import type { KeyUse, KeyWish } from '../providers/keys/key-use.ts';
import type { Attempt } from '../routing/plan.ts';
import { type AttemptOptions, runAttempt } from './attempt.ts';
import type { GatewayResult } from './request.ts';

export interface KeysOptions extends Omit<AttemptOptions, 'connect'> {
  connect(id: ProviderId, wish: KeyWish): Promise<ProviderConnection>;
}

/** Asks one target with the keys of its provider, each once, while what goes wrong is about the key. */
export async function* tryKeys(
  attempt: Attempt,
  { connect, ...options }: KeysOptions,
): AsyncGenerator<AnswerDelta, GatewayResult, void> {
  const { request, meter } = options;
  const tried = new Set<SecretId>();
  let last: AppError | undefined;
  for (;;) {
    const asked: { use?: KeyUse | undefined } = {};
    const connectNext = async (id: ProviderId): Promise<ProviderConnection> => {
      const connection = await connect(id, { modelId: attempt.target.modelId, tried });
      const { keyUse } = connection;
      // The same key again would only be refused again.
      if (last && (!keyUse || tried.has(keyUse.secretId))) throw last;
      asked.use = keyUse;
      return connection;
    };
    try {
      return yield* runAttempt(attempt, { ...options, connect: connectNext });
    } catch (thrown) {
      // What was shown cannot be taken back, and nobody waits for a cancelled answer.
      if (meter.hasContent || request.signal.aborted) throw thrown;
      const { use } = asked;
      if (!use) throw last ?? thrown;
      if (!(thrown instanceof AppError) || !use.refused(thrown)) throw thrown;
      tried.add(use.secretId);
      last = thrown;
    }
  }
}
