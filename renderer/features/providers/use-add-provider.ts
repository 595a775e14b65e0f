import { useEffect, useRef, useState } from 'react';
import type { TestStep } from '../../../shared/model/connection-test.ts';
import type { Provider, ProviderKind } from '../../../shared/model/provider.ts';
import { useI18n } from '../../lib/i18n.ts';
import { withVault } from '../vault/with-vault.ts';
import {
  type FieldErrors,
  fieldErrorOf,
  fieldsOfKind,
  freeName,
  isSameConnection,
  missingFields,
  type ProviderDraft,
  toNewProvider,
} from './provider-form.ts';
import { failureOfTest, hasPassed, type TestRun } from './providers-store.ts';
import { providersStore } from './store.ts';

interface State {
  kind: ProviderKind | null;
  draft: ProviderDraft;
  errors: FieldErrors;
  /** An error that belongs to no field. */
  error: unknown;
  /** The newest test, and what was typed then. */
  tested: { run: TestRun; draft: ProviderDraft } | null;
  isBusy: boolean;
}

export interface AddProviderForm extends Omit<State, 'tested'> {
  /** The newest test, as long as it is about what is typed now. */
  run: TestRun | null;
  /** A test did not pass: it may be added all the same. */
  hasFailed: boolean;
  pick(kind: ProviderKind | null, apiKey?: string): void;
  change(draft: ProviderDraft): void;
  /** Tests what is typed and adds it when the test passes. Null when it was not added. */
  submit(): Promise<Provider | null>;
  /** Adds what is typed, untested or not. */
  addAnyway(): Promise<Provider | null>;
  reset(): void;
  /** What is under way does not come back into the next form. */
  abandon(): void;
}

const emptyDraft: ProviderDraft = { name: '', settings: {}, apiKey: '' };
const start: State = { kind: null, draft: emptyDraft, errors: {}, error: undefined, tested: null, isBusy: false };

export function useAddProvider(): AddProviderForm {
  const { t } = useI18n();
  const [state, setState] = useState(start);
  const { kind, draft, tested, isBusy } = state;
  /** Counts the abandoned forms. */
  const form = useRef(0);
  const testing = useRef<AbortController>(undefined);
  /** What is typed while a test runs. */
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);

  /** Runs `task` with what is typed, when that is complete and nothing else is under way. */
  const work = async (
    task: (
      typed: ReturnType<typeof toNewProvider>,
      set: (change: Partial<State>) => boolean,
    ) => Promise<Provider | null>,
  ): Promise<Provider | null> => {
    if (!kind || isBusy) return null;
    const mine = form.current;
    const set = (change: Partial<State>): boolean => {
      if (form.current === mine) setState((before) => ({ ...before, ...change }));
      return form.current === mine;
    };
    const errors = missingFields(kind, draft, t);
    const isComplete = Object.keys(errors).length === 0;
    set({ errors, error: undefined, isBusy: isComplete });
    if (!isComplete) return null;
    try {
      const provider = await task(toNewProvider(kind, draft), set);
      return form.current === mine ? provider : null;
    } catch (error) {
      const fieldErrors = fieldErrorOf(error, fieldsOfKind(kind), t);
      set({ tested: null, ...(fieldErrors ? { errors: fieldErrors } : { error }) });
      return null;
    } finally {
      set({ isBusy: false });
    }
  };

  const run = tested && isSameConnection(tested.draft, draft) ? tested.run : null;
  return {
    ...state,
    run,
    hasFailed: tested?.run.state === 'done' && !tested.run.result.ok,
    reset: () => setState(start),
    abandon() {
      form.current += 1;
      testing.current?.abort();
    },
    pick(next, apiKey = '') {
      const taken = providersStore.getState().providers?.map(({ name }) => name) ?? [];
      setState({
        ...start,
        kind: next,
        draft: next ? { ...emptyDraft, name: freeName(next.name, taken), apiKey } : emptyDraft,
      });
    },
    change: (next) => setState((before) => ({ ...before, draft: next, errors: {} })),

    submit: () =>
      work(async (typed, set) => {
        const { try: tryIt, create, loadModels } = providersStore.getState();
        const onSteps = (steps: readonly TestStep[]) =>
          set({ tested: { run: { state: 'running', steps, withToken: false }, draft } });
        onSteps([]);
        testing.current = new AbortController();
        const result = await tryIt(typed, { onSteps, signal: testing.current.signal });
        // Faults of a field are told at the field, not as a test that failed.
        if (result.state === 'failed') throw result.error;
        if (!set({ tested: { run: result, draft } })) return null;
        if (!hasPassed(result)) {
          set({ errors: (kind && fieldErrorOf(failureOfTest(result), fieldsOfKind(kind), t)) ?? {} });
          return null;
        }
        // Something else is typed by now, which this test says nothing about.
        if (!isSameConnection(latest.current, draft)) return null;
        const provider = await withVault(() =>
          create({ ...typed, name: latest.current.name.trim() || typed.name }, result),
        );
        // The first message wants a model to go to.
        await loadModels(provider.id);
        return provider;
      }),

    addAnyway: () => work((typed) => withVault(() => providersStore.getState().create(typed, run))),
  };
}
