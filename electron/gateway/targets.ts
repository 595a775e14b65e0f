import type { AppContract } from '../../shared/contract/contract.ts';
import type { ModelDetails } from '../../shared/model/catalogue.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { LocalModel } from '../../shared/model/local-model.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';
import type { DescribedModel, StoredProvider, Target } from '../../shared/model/provider.ts';
import { type RequestLimits, unlimited } from '../../shared/model/provider-limits.ts';
import type { Exclusion } from '../../shared/model/route.ts';
import type { Events } from '../api/events.ts';
import { byName, type NamedModels } from '../routing/resolve.ts';

/** What is known of a target, whatever is asked of it. */
export interface TargetFacts {
  target: Target;
  providerName: string;
  isLocal: boolean;
  tags: readonly string[];
  priority: number;
  weight: number;
  details: ModelDetails | null;
  /** Why nobody can ask it; null when it can be asked. */
  isOut: Exclusion | null;
}

export interface TargetsOptions {
  providers(): readonly StoredProvider[];
  /** The models of a provider as far as they are known here: asks nobody. */
  models(id: ProviderId): Promise<readonly DescribedModel[]>;
  /** Of a model in no list. */
  detailsOf(target: Target): Promise<ModelDetails | null>;
  localModels(): Promise<readonly LocalModel[]>;
  isKeyMissing(provider: StoredProvider): boolean;
  events: Pick<Events<AppContract>, 'subscribe'>;
  /** What the app's own models are said to be of. */
  localName: string;
}

export type Targets = ReturnType<typeof createTargets>;

interface Instance {
  provider: StoredProvider;
  models: Promise<ReadonlyMap<string, DescribedModel>>;
}

const mostUnlisted = 2000;

/** Everybody who can be asked. Read once and kept until something about it changes: every request looks here. */
export function createTargets(options: TargetsOptions) {
  const { localName } = options;
  let instances: Map<ProviderId, Instance> | null = null;
  let local: Promise<readonly LocalModel[]> | null = null;
  let names: Promise<NamedModels> | null = null;

  options.events.subscribe(({ name }) => {
    if (name === 'providers.changed') {
      instances = null;
      ofUnlisted.clear();
    }
    if (name === 'local-models.changed') local = null;
    if (name === 'providers.changed' || name === 'local-models.changed') names = null;
  });

  const known = (): Map<ProviderId, Instance> => {
    instances ??= new Map(
      options.providers().map((provider) => {
        let models: Instance['models'] | undefined;
        const load = (): Instance['models'] =>
          (models ??= options.models(provider.id).then(
            (list) => new Map(list.map((model) => [model.id, model])),
            (error: unknown) => {
              models = undefined;
              throw error;
            },
          ));
        return [
          provider.id,
          {
            provider,
            get models() {
              return load();
            },
          },
        ];
      }),
    );
    return instances;
  };
  const localModels = (): Promise<readonly LocalModel[]> =>
    (local ??= options.localModels().catch((error: unknown) => {
      local = null;
      throw error;
    }));

  const ofUnlisted = new Map<string, Promise<ModelDetails | null>>();
  const unlisted = (target: Target): Promise<ModelDetails | null> => {
    const key = `${target.providerId}/${target.modelId}`;
    const known = ofUnlisted.get(key);
    if (known) return known;
    const asked = options.detailsOf(target);
    asked.catch(() => ofUnlisted.delete(key));
    // Anybody may ask for any name.
    if (ofUnlisted.size >= mostUnlisted) ofUnlisted.clear();
    ofUnlisted.set(key, asked);
    return asked;
  };

  const ofLocal = async (target: Target): Promise<TargetFacts> => {
    const model = (await localModels()).find(({ name }) => name === target.modelId);
    const context = model?.facts?.contextLength;
    const facts = { target, providerName: localName, isLocal: true, tags: [], priority: 0, weight: 1 };
    const details = { ...(context && { context }), inputs: ['text' as const] };
    return { ...facts, details, isOut: null };
  };

  async function everybody(): Promise<Target[]> {
    const own = (await localModels())
      .filter(({ isArriving, facts }) => !isArriving && facts?.kind !== 'projector' && facts?.kind !== 'adapter')
      .map(({ name }) => ({ providerId: localProviderId, modelId: name }));
    const lists = Array.from(known().values(), async ({ provider, models }) => {
      if (!provider.isEnabled) return [];
      return [...(await models).values()].filter(({ isEnabled }) => isEnabled);
    });
    const others = (await Promise.all(lists)).flat();
    return [...own, ...others.map(({ providerId, id }) => ({ providerId, modelId: id }))];
  }

  return {
    async of(target: Target): Promise<TargetFacts> {
      const { providerId, modelId } = target;
      if (providerId === localProviderId) return ofLocal(target);
      const found = known().get(providerId);
      const nobody = { target, providerName: '', isLocal: false, tags: [], priority: 0, weight: 1, details: null };
      if (!found) return { ...nobody, isOut: 'provider-missing' };
      const { name, tags, priority, weight, isEnabled } = found.provider;
      const model = (await found.models).get(modelId);
      const details = model ? model.details : await unlisted(target);
      const isOut = !isEnabled ? 'provider-switched-off' : model?.isEnabled === false ? 'model-switched-off' : null;
      return { target, providerName: name, isLocal: false, tags, priority, weight, details, isOut };
    },

    providers: (): { id: ProviderId; name: string; isEnabled: boolean }[] => [
      { id: localProviderId, name: localName, isEnabled: true },
      ...Array.from(known().values(), ({ provider }) => provider),
    ],

    /** For whoever looks for what is wrong. A list that was never asked for says nothing about a model. */
    async views() {
      const own = (await localModels()).map(({ name }) => name);
      const local = { id: localProviderId, isEnabled: true, isLocal: true, isKeyMissing: false, tags: [], models: own };
      const lists = Array.from(known().values(), async ({ provider, models }) => {
        const { id, isEnabled, tags } = provider;
        const list = [...(await models).values()];
        const ids = list.length > 0 ? list.map((model) => model.id) : null;
        const choices = list.map((model) => ({ providerId: id, modelId: model.id, isEnabled: model.isEnabled }));
        const isKeyMissing = options.isKeyMissing(provider);
        return { view: { id, isEnabled, isLocal: false, isKeyMissing, tags, models: ids }, choices };
      });
      const found = await Promise.all(lists);
      return {
        providers: [local, ...found.map(({ view }) => view)],
        modelChoices: found.flatMap(({ choices }) => choices),
      };
    },

    limitsOf: (id: ProviderId): RequestLimits => known().get(id)?.provider.limits ?? unlimited,

    /** All models that can be asked for, by their names, whatever they do. */
    named: (): Promise<NamedModels> =>
      (names ??= everybody().then(byName, (error: unknown) => {
        names = null;
        throw error;
      })),

    /** Those that answer in words: whom `auto` may choose. */
    async talking(): Promise<Target[]> {
      const own = (await localModels())
        .filter(({ isArriving, facts, failure }) => !isArriving && !failure && facts?.kind === 'chat')
        .map(({ name }) => ({ providerId: localProviderId, modelId: name }));
      const lists = Array.from(known().values(), async ({ provider, models }) => {
        if (!provider.isEnabled) return [];
        return [...(await models).values()].filter(
          ({ isEnabled, details: { outputs = ['text'], status } }) =>
            isEnabled && outputs.includes('text') && status !== 'deprecated',
        );
      });
      const others = (await Promise.all(lists)).flat();
      return [...own, ...others.map(({ providerId, id }) => ({ providerId, modelId: id }))];
    },
  };
}
