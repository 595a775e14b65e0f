import { useRef, useState } from 'react';
import { toAppError } from '../../../shared/errors/app-error.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { Provider, ProviderKind } from '../../../shared/model/provider.ts';
import { useI18n } from '../../lib/i18n.ts';
import { type FieldErrors, fieldOf, freeName, missingFields, type ProviderDraft } from './provider-form.ts';
import type { TestRun } from './providers-store.ts';
import { providersStore } from './store.ts';
import { withVault } from './with-vault.ts';

export interface AddProviderForm {
  kind: ProviderKind | null;
  draft: ProviderDraft;
  errors: FieldErrors;
  /** An error that belongs to no field. */
  error: unknown;
  run: TestRun | null;
  /** There already, though its test did not pass. */
  created: Provider | null;
  isBusy: boolean;
  pick(kind: ProviderKind | null): void;
  change(draft: ProviderDraft): void;
  /** Adds it, or changes what was added before, and tests it. Null unless the test passed. */
  submit(): Promise<Provider | null>;
  /** Cancels what is under way and takes back what was added. */
  discard(): void;
}

interface State {
  kind: ProviderKind | null;
  draft: ProviderDraft;
  errors: FieldErrors;
  error: unknown;
  run: TestRun | null;
  created: Provider | null;
  /** The key that `created` has. */
  storedKey: string;
  isBusy: boolean;
}

const emptyDraft: ProviderDraft = { name: '', settings: {}, apiKey: '' };
const start: State = {
  kind: null,
  draft: emptyDraft,
  errors: {},
  error: undefined,
  run: null,
  created: null,
  storedKey: '',
  isBusy: false,
};

/** Brings what was added up to what is typed now, so that a second try does not make a second provider. */
async function save(
  kind: ProviderKind,
  draft: ProviderDraft,
  before: Provider | null,
  storedKey: string,
): Promise<Provider> {
  const { create, update, addKey, removeKey } = providersStore.getState();
  const { name, settings } = draft;
  const apiKey = draft.apiKey.trim();
  if (!before) return create({ kind: kind.id, name: name.trim(), settings, ...(apiKey ? { apiKey } : {}) });
  await update({ providerId: before.id, name: name.trim(), settings });
  if (apiKey !== storedKey) {
    if (apiKey) await addKey({ providerId: before.id, apiKey });
    for (const { id } of before.credentials) await removeKey(id);
  }
  return providersStore.getState().providers?.find(({ id }) => id === before.id) ?? before;
}

/** Whatever hinders it, the provider stays in the list, where it can be deleted by hand. */
const removeQuietly = (id: ProviderId): void =>
  void providersStore
    .getState()
    .remove(id)
    .catch(() => {});

export function useAddProvider(): AddProviderForm & { reset(): void } {
  const { t } = useI18n();
  const [state, setState] = useState(start);
  /** Counts the discarded forms: what was begun for an earlier one must not show up in the next. */
  const form = useRef(0);
  const set = (change: Partial<State>): void => setState((before) => ({ ...before, ...change }));
  const { kind, draft, created, storedKey } = state;

  return {
    ...state,
    reset: () => setState(start),
    pick(next) {
      const taken = providersStore.getState().providers?.map(({ name }) => name) ?? [];
      setState({
        ...start,
        kind: next,
        draft: next ? { ...emptyDraft, name: freeName(next.name, taken) } : emptyDraft,
      });
    },
    change: (next) => set({ draft: next, errors: {} }),

    async submit() {
      if (!kind || state.isBusy) return null;
      const missing = missingFields(kind, draft, t);
      if (Object.keys(missing).length > 0) {
        set({ errors: missing });
        return null;
      }
      const mine = form.current;
      const isDiscarded = (): boolean => form.current !== mine;
      set({ isBusy: true, errors: {}, error: undefined, run: { state: 'running' } });
      try {
        const provider = await withVault(() => save(kind, draft, created, storedKey));
        if (isDiscarded()) {
          if (!created) removeQuietly(provider.id);
          return null;
        }
        set({ created: provider, storedKey: draft.apiKey.trim() });
        const run = await providersStore.getState().test(provider.id);
        if (isDiscarded()) return null;
        set({ run });
        return run.state === 'done' && run.result.ok ? provider : null;
      } catch (thrown) {
        if (isDiscarded()) return null;
        const error = toAppError(thrown);
        const field = fieldOf(error.toJSON(), kind);
        set({ run: null, ...(field ? { errors: { [field]: error.message } } : { error }) });
        return null;
      } finally {
        if (!isDiscarded()) set({ isBusy: false });
      }
    },

    discard() {
      form.current += 1;
      if (created) removeQuietly(created.id);
    },
  };
}
