import type { ConnectionTest, TestStep, TokenQuestion } from '../../../shared/model/connection-test.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { Credential, DescribedModel, Provider } from '../../../shared/model/provider.ts';
import { testConnection } from '../connection-test.ts';
import type { ListedModel } from '../define-vendor.ts';
import type { createKeyUses } from '../keys/key-use.ts';
import type { Way } from '../network/networks.ts';
import type { ProviderPorts } from '../ports.ts';
import { vendorOf } from '../registry.ts';
import { cheapestModel } from './cheapest-model.ts';
import type { Line } from './reach.ts';

/** What a test may do besides its result. */
export interface TestWishes {
  /** Hears of each step as it is done. */
  onStep?: (step: TestStep) => void;
  /** Also asks a model for one token, which costs money. Default: false. */
  withToken?: boolean;
}

export interface ConnectionTestsOptions {
  store: Pick<ProviderPorts['store'], 'credentials' | 'providers'>;
  uses: Pick<ReturnType<typeof createKeyUses>, 'read' | 'readOne' | 'tested'>;
  wayTo(provider: Provider): Way;
  /** Undefined where there is no network to look at. */
  lineTo(provider: Provider): (() => Promise<Line>) | undefined;
  keepModels(id: ProviderId, models: readonly ListedModel[]): void;
  /** The models that are known of it. */
  describeModels(provider: Provider): Promise<DescribedModel[]>;
  now(): number;
}

export type ConnectionTests = ReturnType<typeof createConnectionTests>;

/** Tests of stored providers, and what follows from them. */
export function createConnectionTests(options: ConnectionTestsOptions) {
  const { store, uses, wayTo, lineTo, keepModels, describeModels, now } = options;

  const question = async (provider: Provider): Promise<TokenQuestion> => {
    const kind = vendorOf(provider.kind)?.kind ?? { services: [], keyPage: null };
    return cheapestModel(kind, await describeModels(provider), now());
  };

  return {
    question,

    /** `key` null: without one, or as the vendor says that it cannot be. */
    async run(
      { provider, key }: { provider: Provider; key: Credential | null },
      signal: AbortSignal,
      { onStep, withToken = false }: TestWishes,
    ): Promise<ConnectionTest> {
      const tested = () => {
        const { settings, network } = store.providers.get(provider.id) ?? {};
        return JSON.stringify([settings, network, key && store.credentials.get(key.id)?.secretId]);
      };
      const before = tested();
      // What was found out with other settings, or with a key that was swapped, says nothing about what is there now.
      const isStillThat = (): boolean => tested() === before;
      const keep = (models: ListedModel[]): void => {
        if (isStillThat()) keepModels(provider.id, models);
      };
      const chooseModel = (models: ListedModel[]): Promise<TokenQuestion> => {
        keep(models);
        return question(provider);
      };
      const { models, isAsked, ...result } = await testConnection(provider, {
        readKey: (needsKey) => (key ? uses.readOne(key.id) : uses.read(provider, needsKey)),
        way: wayTo(provider),
        line: lineTo(provider),
        signal,
        ...(onStep && { onStep }),
        ...(withToken && { chooseModel }),
      });
      if (key && isAsked && isStillThat()) uses.tested(key, result);
      if (models && !withToken) keep(models);
      return result;
    },
  };
}
