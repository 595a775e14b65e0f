import { type AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { ConnectionTest, TestStep, TokenQuestion } from '../../shared/model/connection-test.ts';
import {
  type ConnectOptions,
  connectProvider,
  type ProviderConnection,
  type ProviderFacts,
  vendorOfProvider,
} from './connect.ts';
import { askToken } from './connection-test/ask-token.ts';
import { explainFailure } from './connection-test/explain-failure.ts';
import { type Line, proxyOf, reach } from './connection-test/reach.ts';
import { createSteps, type StepList, step } from './connection-test/steps.ts';
import { otherOwner, withOwner } from './connection-test/whose-key.ts';
import type { ListedModel } from './define-vendor.ts';
import type { ReadKey } from './keys/key-use.ts';
import { askForModels } from './model-lists.ts';

export interface ConnectionTestOptions extends ConnectOptions {
  signal: AbortSignal;
  /** How the instance is reached, for the first steps. Default: they are told by its first request. */
  line?: (() => Promise<Line>) | undefined;
  /** Hears of each step as it is done; a later word about the same step takes the place of the first. */
  onStep?: (step: TestStep) => void;
  /** Which model is asked for one token. Default: none, for that costs money. */
  chooseModel?: (models: ListedModel[]) => Promise<TokenQuestion>;
}

export interface TestedConnection extends ConnectionTest {
  models: ListedModel[] | null;
  /** False where nobody looked at the key: there is no list of models, or one for everybody. */
  isAsked: boolean;
}

interface Run {
  facts: ProviderFacts;
  connection: ProviderConnection;
  key: ReadKey;
  /** Ms it took to read the key. */
  keyRead: number;
  url: URL;
  line: Line | null;
  steps: StepList;
  /** When the newest answer came; undefined before the first. */
  answeredAt(): number | undefined;
  options: ConnectionTestOptions;
}

/** Name, connection, key, models and, where it is wanted, one token; ends at the first that fails. */
export async function testConnection(facts: ProviderFacts, options: ConnectionTestOptions): Promise<TestedConnection> {
  const { way, signal } = options;
  const steps = createSteps(options.onStep ?? (() => {}));
  let answered: number | undefined;
  const timedFetch: typeof fetch = async (...request) => {
    const response = await way.fetch(...request);
    answered = performance.now();
    return response;
  };
  const end = (models: ListedModel[] | null, isAsked: boolean): TestedConnection => {
    const list = steps.list();
    return {
      ok: list.every(({ state }) => state !== 'failed'),
      steps: list,
      modelCount: models?.length ?? 0,
      models,
      isAsked,
    };
  };

  const start = performance.now();
  let key: ReadKey = { apiKey: null, credentialId: null };
  const readKey: ConnectOptions['readKey'] = async (needsKey) => {
    key = await options.readKey(needsKey);
    return key;
  };
  const connection = await connectProvider(facts, { readKey, way: { ...way, fetch: timedFetch } }).catch(toAppError);
  const keyRead = performance.now() - start;
  if (connection instanceof Error) {
    steps.put(step('key', keyRead, { failure: connection }));
    return end(null, false);
  }

  const url = new URL(vendorOfProvider(facts).baseUrl(facts.settings));
  const classify = (thrown: unknown) => connection.classify(thrown, { modelId: null, hasContent: false });
  const line = (await options.line?.().catch(toAppError)) ?? null;
  if (line instanceof Error) {
    steps.put(step('connection', 0, { failure: line }));
    return end(null, false);
  }
  if (line && !(await reach(url, { line, steps, classify, signal }))) return end(null, false);

  const run: Run = { facts, connection, key, keyRead, url, line, steps, answeredAt: () => answered, options };
  const models = await askList(run);
  if (!models) return end(null, answered !== undefined);
  const isProven = answered !== undefined && connection.provesKey;
  return end(models, (await askModel(run, models)) || isProven);
}

async function askList(run: Run): Promise<ListedModel[] | null> {
  const { connection, steps, options } = run;
  const asked = performance.now();
  try {
    const models = await askForModels(connection, options.signal);
    const end = performance.now();
    const answered = run.answeredAt();
    passConnection(run, answered === undefined ? 0 : answered - asked);
    putKey(run, (answered ?? asked) - asked, connection.provesKey && answered !== undefined);
    const duration = end - (answered ?? end);
    steps.put(
      step('models', duration, answered === undefined ? { skipped: 'no-list' } : { found: { count: models.length } }),
    );
    return models;
  } catch (thrown) {
    await putFailure(run, toAppError(thrown), asked);
    return null;
  }
}

/** Where nobody knocked first, the first answer shows that there is a connection. */
function passConnection({ steps, line, url }: Run, duration: number): void {
  if (steps.get('connection')) return;
  const proxy = line && (proxyOf(url, line)?.url.host ?? null);
  steps.put(step('connection', duration, { found: proxy === null ? null : { address: null, proxy, tls: null } }));
}

function putKey({ connection, keyRead, line, steps }: Run, asked: number, isProven: boolean): void {
  const duration = line ? keyRead + asked : keyRead;
  steps.put(step('key', duration, connection.hasKey ? { found: null, isUnproven: !isProven } : { skipped: 'no-key' }));
}

async function putFailure(run: Run, error: AppError, asked: number): Promise<void> {
  const { steps, keyRead, facts, key } = run;
  const end = performance.now();
  const answered = run.answeredAt();
  const { name, failure } = await explainFailure(error, {
    ...run,
    wasAnswered: answered !== undefined,
    signal: run.options.signal,
    list: async (other, signal) => {
      const { way } = run.options;
      const sameKey: ReadKey = { apiKey: key.apiKey, credentialId: null };
      return askForModels(await connectProvider(other, { readKey: async () => sameKey, way }), signal);
    },
  });
  if (name === 'connection') {
    steps.put(step('connection', end - asked, { failure, found: steps.get('connection')?.found ?? null }));
    return;
  }
  if (answered !== undefined) passConnection(run, answered - asked);
  if (name === 'key') {
    const owner = key.apiKey && otherOwner(vendorOfProvider(facts), facts, key.apiKey.reveal());
    steps.put(step('key', keyRead + ((answered ?? end) - asked), { failure: withOwner(failure, owner) }));
    return;
  }
  putKey(run, (answered ?? end) - asked, false);
  steps.put(step('models', end - (answered ?? asked), { failure }));
}

/** Whether the key was proven by an answer. */
async function askModel({ connection, steps, options }: Run, models: ListedModel[]): Promise<boolean> {
  if (!options.chooseModel) return false;
  const { modelId, mostCost, skipped } = await options.chooseModel(models);
  if (modelId === null) {
    steps.put(step('token', 0, { skipped: skipped ?? 'no-models' }));
    return false;
  }
  const start = performance.now();
  const key = steps.get('key');
  try {
    const firstToken = await askToken(connection, modelId, options.signal);
    if (key?.state === 'unproven') steps.put({ ...key, state: 'passed' });
    steps.put(step('token', performance.now() - start, { found: { modelId, firstToken, mostCost } }));
    return true;
  } catch (thrown) {
    const failure = toAppError(thrown);
    const duration = performance.now() - start;
    if (failure.code !== 'INVALID_API_KEY') {
      steps.put(step('token', duration, { failure, found: { modelId, firstToken: null, mostCost } }));
      return false;
    }
    steps.put(step('key', (key?.duration ?? 0) + duration, { failure }));
    return true;
  }
}
