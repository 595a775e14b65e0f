import { AppError } from '../../shared/errors/app-error.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { PlannedAttempt } from '../../shared/model/route.ts';
import { linkAbort } from '../lib/linked-abort.ts';
import { createPatience } from '../lib/patience.ts';
import type { Emit } from '../lib/pulled.ts';
import type { ProviderConnection, Timeouts } from '../providers/connect.ts';
import type { RequestRecord } from './record.ts';
import type { Changes, TokenCounts, Work } from './work.ts';

export interface AttemptOptions<Item, Result extends { usage: TokenCounts }> {
  work: Work<Item, Result>;
  changes: Changes;
  connect(id: ProviderId): Promise<ProviderConnection>;
  /** Unless the connection has its own. */
  timeouts: Timeouts;
  /** Ms that each target has for its first token, whatever its own settings say; null is as they say. */
  stepTimeout: number | null;
  record: RequestRecord;
  signal: AbortSignal;
  emit: Emit<Item>;
}

/** Asks one target once. Emits the answer as it comes, gives back what it took; every error is one of this app. */
export async function runAttempt<Item, Result extends { usage: TokenCounts }>(
  planned: PlannedAttempt,
  { work, changes, connect, timeouts: usual, stepTimeout, record, signal: caller, emit }: AttemptOptions<Item, Result>,
): Promise<Result> {
  const { providerId, modelId } = planned.target;
  const upstream = linkAbort(caller);
  const track = record.begin(planned);
  const start = performance.now();
  let connection: ProviderConnection | undefined;
  /** What went wrong with whoever reads, which is nobody's fault over there. */
  let reader: { error: unknown } | undefined;

  const patience = createPatience(caller);
  const own = stepTimeout === null ? {} : { firstToken: stepTimeout };
  let timeouts = { ...usual, ...own };
  const patiently = <T>(promise: PromiseLike<T>): Promise<T> => {
    const { hasContent } = record;
    const limit = hasContent ? timeouts.betweenTokens : timeouts.firstToken - (performance.now() - start);
    return patience.wait(promise, { limit, error: () => tooSlow(modelId, hasContent, timeouts) });
  };
  const explain = (thrown: unknown): unknown => {
    if (reader) return reader.error;
    // Its time may be over for another reason than that somebody left.
    if (caller.aborted) return caller.reason instanceof AppError ? caller.reason : cancelled();
    return connection?.classify(thrown, { modelId, hasContent: record.hasContent }) ?? thrown;
  };

  try {
    connection = await patiently(connect(providerId));
    timeouts = { ...usual, ...connection.timeouts, ...own };
    track.connected(connection);
    const asked = { connection, modelId, changes, signal: upstream.signal, patiently };
    const result = await work.run(asked, (item) => {
      track.content();
      try {
        return emit(item);
      } catch (error) {
        reader = { error };
        throw error;
      }
    });
    connection.keyUse?.accepted();
    track.answered();
    return result;
  } catch (thrown) {
    const failure = explain(thrown);
    track.failed(failure);
    // Whatever it was: the upstream must not go on for nobody.
    upstream.abort();
    throw failure;
  } finally {
    patience.end();
    upstream.end();
  }
}

const cancelled = (): AppError => new AppError('CANCELLED', 'The request was cancelled.');

function tooSlow(modelId: string, hasContent: boolean, { firstToken, betweenTokens }: Timeouts): AppError {
  const seconds = Math.round((hasContent ? betweenTokens : firstToken) / 100) / 10;
  const what = hasContent ? 'stopped answering for' : 'did not begin to answer within';
  return new AppError('PROVIDER_TIMEOUT', `${modelId} ${what} ${seconds} s. Try again, or choose a faster model.`, {
    details: { reason: 'silence' },
  });
}
