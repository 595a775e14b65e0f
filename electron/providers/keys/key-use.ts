import { AppError } from '../../../shared/errors/app-error.ts';
import type { ConnectionTest } from '../../../shared/model/connection-test.ts';
import type { CredentialId, SecretId } from '../../../shared/model/ids.ts';
import type { ProviderKind, StoredProvider } from '../../../shared/model/provider.ts';
import type { Secret } from '../../lib/secret.ts';
import type { CredentialRow } from '../../store/credentials.ts';
import type { ProviderPorts } from '../ports.ts';
import { chooseKey } from './choose-key.ts';
import { isAboutKey, stillResting } from './key-rest.ts';
import type { KeyOfProvider, KeyStates } from './key-states.ts';
import { found } from './keys.ts';

/** What a key is wanted for. */
export interface KeyWish {
  /** Default null: nothing that belongs to one model. */
  modelId?: string | null;
  /** What this request has tried already. Default: nothing. */
  tried?: ReadonlySet<SecretId>;
  /** For questions that cost nothing: when all keys rest, one of them all the same. Default: false. */
  evenResting?: boolean;
}

/** One use of a key. What becomes of it decides whether the key rests. */
export interface KeyUse {
  /** Not the key's id: after a rotation that one belongs to another key. */
  secretId: SecretId;
  /** The provider took the key. */
  accepted(): void;
  /** Whether the failure is about the key, so that another one may be asked. */
  refused(failure: AppError): boolean;
  /** What an answer says about the limits of the key. */
  answered(headers: Headers): void;
}

/** A key read from the vault; both null where the vendor works without one. */
export interface ReadKey {
  apiKey: Secret | null;
  credentialId: CredentialId | null;
  /** As the person called it. Default: nobody did. */
  label?: string;
  /** Absent where nobody keeps a record of the key. */
  use?: KeyUse;
}

type KeyUsesOptions = Pick<ProviderPorts, 'store' | 'vault' | 'log'> & { states: KeyStates; now(): number };
type Owner = Pick<StoredProvider, 'id' | 'name'>;

/** The last use is shown in minutes; ms. */
const markEvery = 10_000;

/** Chooses keys for requests, and notes how they did. */
export function createKeyUses({ store, vault, log, states, now }: KeyUsesOptions) {
  const marked = new Map<CredentialId, number>();
  const beginUse = (key: CredentialRow, modelId: string | null): KeyUse => {
    const { id, providerId, secretId } = key;
    const before = states.recordOf(id, modelId);
    const isStillTheKey = (): boolean => store.credentials.get(id)?.secretId === secretId;
    return {
      secretId,
      accepted: () => states.accept(id, modelId, before),
      refused(failure) {
        if (!isAboutKey(failure)) return false;
        // A key that was swapped or deleted meanwhile has nothing to do with the one in its place.
        const isNoted = isStillTheKey();
        if (isNoted) states.rest(key, failure, { modelId, before });
        log.warn({ providerId, credentialId: id, code: failure.code, isReplaced: !isNoted }, 'a key was refused');
        return true;
      },
      answered(headers) {
        if (isStillTheKey()) states.readHeaders(key, headers);
      },
    };
  };

  /** Undefined when the key was swapped or deleted between the look at its row and the look into the vault. */
  const reveal = async ({ id, secretId }: CredentialRow): Promise<Secret | undefined> => {
    try {
      return await vault.reveal(secretId);
    } catch (error) {
      if (store.credentials.get(id)?.secretId !== secretId) return undefined;
      throw error;
    }
  };

  return {
    /** The first key that may be asked. When all of them rest, the failure of the one that is free first. */
    async read({ id, name }: Owner, needsKey: ProviderKind['needsKey'], wish: KeyWish = {}): Promise<ReadKey> {
      const { modelId = null, tried = new Set(), evenResting = false } = wish;
      for (;;) {
        const chosen = chooseKey(store.credentials.list(id), {
          tried,
          restOf: (key) => states.restOf(key.id, modelId),
        });
        if (chosen.rest && !evenResting) throw stillResting(chosen.rest, now());
        if (!chosen.key) {
          if (needsKey !== 'required' && chosen.isEmpty) return { apiKey: null, credentialId: null };
          throw new AppError('INVALID_API_KEY', `${name} has no key that is switched on. Add one under Providers.`);
        }
        const { key } = chosen;
        const apiKey = await reveal(key);
        if (apiKey) return { apiKey, credentialId: key.id, label: key.label, use: beginUse(key, modelId) };
      }
    },

    /** One certain key, however it does. */
    async readOne(id: CredentialId): Promise<ReadKey> {
      for (;;) {
        const apiKey = await reveal(found(id, store.credentials.get(id)));
        if (apiKey) return { apiKey, credentialId: id };
      }
    },

    /** One that passes is used again at once: whoever tests it wants to know, and may have helped at the provider. */
    tested(key: KeyOfProvider, { ok, steps }: ConnectionTest): void {
      const failure = steps.find(({ name }) => name === 'key')?.failure;
      if (ok) states.clear(key.id);
      // What it may not do there it may do elsewhere: a key for a few models need not be one for the list.
      if (failure?.code !== 'INVALID_API_KEY') return;
      states.rest(key, AppError.from(failure), {
        modelId: null,
        before: { rest: undefined, modelRest: undefined },
      });
    },

    markUsed(id: CredentialId | null): void {
      if (id === null || now() - (marked.get(id) ?? Number.NEGATIVE_INFINITY) < markEvery) return;
      try {
        marked.set(id, now());
        store.credentials.markUsed(id, now());
      } catch (error) {
        // When a key was last used is not worth an answer.
        log.warn({ err: error, credentialId: id }, 'the use of a key could not be noted');
      }
    },
  };
}
