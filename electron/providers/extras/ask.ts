import type { ProviderConnection } from '../connect.ts';

/** How long an answer to one of these questions may take, in ms. */
const patience = 20_000;

interface AskOptions {
  signal: AbortSignal;
  /** The model it is about. Default null: none. */
  modelId?: string | null;
}

/** Asks something beside the models; every error is one of this app. */
export async function ask<Answer>(
  connection: ProviderConnection,
  { signal, modelId = null }: AskOptions,
  question: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(patience);
  try {
    return await question(AbortSignal.any([signal, timeout]));
  } catch (thrown) {
    // A package reports its caller's abort as its own; the signal knows which of the two it was.
    throw connection.classify(timeout.aborted ? timeout.reason : thrown, { modelId, hasContent: false });
  }
}
