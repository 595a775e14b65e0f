import { AppError } from '../../../shared/errors/app-error.ts';
import { within } from '../../lib/within.ts';
import type { ProviderConnection } from '../connect.ts';
import { answerLimit } from './cheapest-model.ts';

/** How long a model may think before its first token, in ms; a server of one's own may have to load it. */
const patience = 60_000;

/** Asks a model for a short answer and leaves at its first token. Ms to that token; null where the answer had none. */
export async function askToken(
  connection: ProviderConnection,
  modelId: string,
  signal: AbortSignal,
): Promise<number | null> {
  const leave = new AbortController();
  const start = performance.now();
  const limit = Math.min(connection.timeouts?.firstToken ?? patience, patience);
  const patiently = <Value>(promise: PromiseLike<Value>): Promise<Value> =>
    within(promise, { signal, timeout: { limit: limit - (performance.now() - start), error: () => tooSlow(modelId) } });
  try {
    const model = await patiently(connection.model('language', modelId));
    const asked = model.doStream({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Say OK.' }] }],
      maxOutputTokens: answerLimit,
      abortSignal: AbortSignal.any([signal, leave.signal]),
    });
    const reader = (await patiently(asked)).stream.getReader();
    for (;;) {
      const { done, value: part } = await patiently(reader.read());
      if (done) throw brokenOff(modelId);
      if (part.type === 'error') throw part.error;
      const isContent = part.type === 'text-delta' || part.type === 'reasoning-delta';
      if (isContent && part.delta !== '') return performance.now() - start;
      if (part.type !== 'finish') continue;
      // One that thinks unseen may be through with its few tokens before it says a word.
      if (part.finishReason.unified === 'error') throw brokenOff(modelId);
      return null;
    }
  } catch (thrown) {
    throw connection.classify(thrown, { modelId, hasContent: false });
  } finally {
    leave.abort();
  }
}

const tooSlow = (modelId: string): AppError =>
  new AppError(
    'PROVIDER_TIMEOUT',
    `${modelId} did not begin to answer in time. Try again, or test with another model.`,
  );

const brokenOff = (modelId: string): AppError =>
  new AppError('STREAM_INTERRUPTED', `The answer of ${modelId} ended before it had begun. Try again.`);
