import type { Provider } from '../../../shared/model/provider.ts';
import { client } from '../../client/connect.ts';
import { providersStore } from './store.ts';
import type { AddProviderForm } from './use-add-provider.ts';
import { type SignInState, useSignIn } from './use-sign-in.ts';

export interface NewSignInFlow {
  flow: SignInState;
  /** Signs in with a code and adds the provider. Null when it was not added. */
  begin(): Promise<Provider | null>;
  giveUp(): void;
}

/** The sign-in of a provider that is not there yet, with what is typed about it. */
export function useNewSignIn({ kind, draft }: Pick<AddProviderForm, 'kind' | 'draft'>): NewSignInFlow {
  const { flow, begin, giveUp } = useSignIn();
  return {
    flow,
    giveUp,
    async begin() {
      if (!kind) return null;
      const { settings } = draft;
      const name = draft.name.trim() || kind.name;
      const provider = await begin(() => client.call('sign-in.start', { kind: kind.id, name, settings }));
      // The first message wants a model to go to.
      if (provider) await providersStore.getState().loadModels(provider.id);
      return provider;
    },
  };
}
