import { type AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { ConnectionTest } from '../../shared/model/provider.ts';
import { type ConnectOptions, connectProvider, type ProviderFacts } from './connect.ts';
import type { ListedModel } from './define-vendor.ts';
import { askForModels } from './model-lists.ts';

type Step = ConnectionTest['steps'][number];

export interface ConnectionTestOptions extends ConnectOptions {
  signal: AbortSignal;
}

/** An answer of the provider that is about the key, although it came with the question for the models. */
export const aboutKey: readonly ErrorCode[] = ['INVALID_API_KEY', 'PERMISSION_DENIED', 'PAYMENT_REQUIRED'];

const step = (name: Step['name'], duration: number, error?: AppError): Step => ({
  name,
  ok: error === undefined,
  duration,
  failure: error?.toJSON() ?? null,
});

export interface TestedConnection extends ConnectionTest {
  models: ListedModel[] | null;
  /** False where the vendor has no list of models, or one for everybody: nothing is known about the key. */
  isAsked: boolean;
}

/**
 * One question to the provider tells all three: whether the key can be read and is accepted, whether the host
 * answers at all, and whether what it answers is a list of models.
 */
export async function testConnection(
  provider: ProviderFacts,
  { readKey, way, signal }: ConnectionTestOptions,
): Promise<TestedConnection> {
  const start = performance.now();
  let asked = start;
  let answered: number | undefined;
  const timedFetch: typeof fetch = async (...request) => {
    asked = performance.now();
    const response = await way.fetch(...request);
    answered = performance.now();
    return response;
  };
  const failed = (steps: Step[]) => ({
    ok: false,
    steps,
    modelCount: 0,
    models: null,
    isAsked: answered !== undefined,
  });

  const connecting = await connectProvider(provider, { readKey, way: { ...way, fetch: timedFetch } }).catch(toAppError);
  const keyRead = performance.now() - start;
  if (connecting instanceof Error) return failed([step('key', keyRead, connecting)]);
  // Without a key there is nothing to say about it.
  const passedKey = connecting.hasKey ? [step('key', keyRead)] : [];
  try {
    const models = await askForModels(connecting, signal);
    const connected = answered ?? performance.now();
    const steps = [...passedKey, step('connection', connected - asked), step('models', performance.now() - connected)];
    return {
      ok: true,
      steps,
      modelCount: models.length,
      models,
      isAsked: answered !== undefined && connecting.provesKey,
    };
  } catch (thrown) {
    const error = toAppError(thrown);
    const end = performance.now();
    if (answered === undefined) return failed([...passedKey, step('connection', end - asked, error)]);
    const connection = step('connection', answered - asked);
    return aboutKey.includes(error.code)
      ? failed([step('key', keyRead, error), connection])
      : failed([...passedKey, connection, step('models', end - answered, error)]);
  }
}
