import { AppError, type ErrorData, toAppError } from '../../shared/errors/app-error.ts';
import type { ConnectionTest } from '../../shared/model/connection-test.ts';
import { within } from '../lib/within.ts';
import type { LocalService } from '../local/local.ts';
import type { ProviderService } from '../providers/providers.ts';
import type { Probe, Probed, ProbedToken, Watched } from './ports.ts';

export interface ProbeOptions {
  providers: Pick<ProviderService, 'reach' | 'test'>;
  local: Pick<LocalService, 'connect' | 'status'>;
  /** How long a provider may take to answer, in ms. Default: 30 s. */
  timeout?: number;
}

/** Checks as cheap as they can be: the list of models, or a connection where there is none. */
export function createProbe({ providers, local, timeout = 30_000 }: ProbeOptions): Probe {
  const timed = async (watched: Watched, signal: AbortSignal, ask: (signal: AbortSignal) => Promise<Probed>) => {
    const stop = new AbortController();
    try {
      const limit = { limit: timeout, error: () => tooSlow(watched, timeout) };
      return await within(ask(AbortSignal.any([signal, stop.signal])), { signal, timeout: limit });
    } catch (thrown) {
      return failed(toAppError(thrown).toJSON());
    } finally {
      stop.abort();
    }
  };

  return {
    ask: (watched, key, signal) =>
      timed(watched, signal, async (stop) => {
        const { id, isLocal } = watched;
        const start = performance.now();
        const connection = isLocal ? local.connect() : await providers.reach(id, key ?? undefined);
        try {
          const models = await connection.listModels(stop);
          if (isLocal) await local.status();
          const modelIds = models.map((model) => model.id);
          const { provesKey } = connection;
          // Nothing listed: there may be no list, and nobody may have been asked.
          if (modelIds.length === 0 && !isLocal) return fromTest(await providers.test(id, stop));
          return { responseTime: performance.now() - start, modelIds, provesKey, failure: null };
        } catch (thrown) {
          const failure = connection.classify(thrown, { modelId: null, hasContent: false }).toJSON();
          const responseTime = 'status' in (failure.details ?? {}) ? performance.now() - start : null;
          return { ...failed(failure), responseTime };
        }
      }),

    async askToken({ id, isLocal }, signal) {
      if (isLocal) return null;
      try {
        return tokenOf(await providers.test(id, signal, { withToken: true }));
      } catch {
        // Nothing was asked: the provider is gone.
        return null;
      }
    },
  };
}

const failed = (failure: ErrorData): Probed => ({ responseTime: null, modelIds: null, provesKey: false, failure });

const tooSlow = ({ name }: Watched, timeout: number): AppError =>
  new AppError(
    'PROVIDER_TIMEOUT',
    `${name} did not answer a check within ${Math.round(timeout / 1000)} s. Check its base URL and its server.`,
  );

/** A test also knocks where there is nothing to ask for. */
function fromTest({ steps }: ConnectionTest): Probed {
  const failed = steps.find((step) => step.state === 'failed');
  const isUnreached = failed?.name === 'dns' || failed?.name === 'connection';
  const hasList = steps.some(({ name, state }) => name === 'models' && state === 'passed');
  const isKeyProven = steps.some(({ name, state }) => name === 'key' && state === 'passed');
  return {
    responseTime: isUnreached ? null : steps.reduce((sum, { duration }) => sum + duration, 0),
    modelIds: hasList ? [] : null,
    provesKey: isKeyProven,
    failure: failed?.failure ?? null,
  };
}

function tokenOf({ steps }: ConnectionTest): ProbedToken | null {
  const step = steps.find(({ name }) => name === 'token');
  if (step?.name !== 'token' || !step.found) return null;
  const { modelId, firstToken } = step.found;
  return { modelId, firstToken, failure: step.failure };
}
