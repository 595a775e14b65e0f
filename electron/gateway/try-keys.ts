import { AppError } from '../../shared/errors/app-error.ts';
import type { ProviderId, SecretId } from '../../shared/model/ids.ts';
import type { PlannedAttempt } from '../../shared/model/route.ts';
import { within } from '../lib/within.ts';
import type { ProviderConnection } from '../providers/connect.ts';
import type { KeyUse, KeyWish } from '../providers/keys/key-use.ts';
import { type AttemptOptions, runAttempt } from './attempt.ts';
import { mayAskAgain } from './fallback.ts';
import type { TokenCounts } from './work.ts';

export interface KeysOptions<Item, Result extends { usage: TokenCounts }>
  extends Omit<AttemptOptions<Item, Result>, 'connect'> {
  connect(id: ProviderId, wish: KeyWish): Promise<ProviderConnection>;
  /** Before each try but the first: waits for its turn within the limits, or throws. */
  again(): Promise<void>;
}

/** Asks one target with the keys of its provider, each once, while what goes wrong is about the key. */
export async function tryKeys<Item, Result extends { usage: TokenCounts }>(
  attempt: PlannedAttempt,
  { connect, again, ...options }: KeysOptions<Item, Result>,
): Promise<Result> {
  const { record, signal, work } = options;
  const { providerId, modelId } = attempt.target;
  const tried = new Set<SecretId>();
  const connectNext = (): Promise<ProviderConnection> => connect(providerId, { modelId, tried });
  let other: ProviderConnection | undefined;
  for (;;) {
    const asked: { use?: KeyUse | undefined } = {};
    const connectOne = async (): Promise<ProviderConnection> => {
      const connection = other ?? (await connectNext());
      asked.use = connection.keyUse;
      return connection;
    };
    try {
      return await runAttempt(attempt, { ...options, connect: connectOne });
    } catch (thrown) {
      // What was shown cannot be taken back, and nobody waits for a cancelled answer.
      if (record.hasContent || signal.aborted) throw thrown;
      const { use } = asked;
      if (!use || !(thrown instanceof AppError) || !use.refused(thrown) || !mayAskAgain(work, thrown)) throw thrown;
      tried.add(use.secretId);
      // Found before it is an attempt: without another key nobody is asked, and the refusal stands.
      other = await within(connectNext(), { signal }).catch(() => undefined);
      if (!other?.keyUse || tried.has(other.keyUse.secretId)) throw thrown;
      // Without a place within the limits there is no further try.
      await again().catch(() => Promise.reject(thrown));
    }
  }
}
