import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { Provider } from '../../../shared/model/provider.ts';
import type { SignIn } from '../../../shared/model/sign-in.ts';
import { client } from '../../client/connect.ts';
import { withVault } from '../vault/with-vault.ts';
import { useProviders } from './store.ts';

export type SignInState =
  | { state: 'idle' }
  | { state: 'starting' }
  | { state: 'waiting'; signIn: SignIn }
  | { state: 'failed'; error: AppError };

export interface SignInFlow {
  flow: SignInState;
  /** Null when it did not come to its end: it failed, or was given up. */
  begin(start: () => Promise<SignIn>): Promise<Provider | null>;
  giveUp(): void;
}

const idle: SignInState = { state: 'idle' };
const cancel = ({ signInId }: SignIn): void => void client.call('sign-in.cancel', { signInId }).catch(() => {});

/** One sign-in with a code: from the code to the provider that has the key. */
export function useSignIn(): SignInFlow {
  const refresh = useProviders((state) => state.refresh);
  const [flow, setFlow] = useState<SignInState>(idle);
  /** Counts the sign-ins; what an earlier one comes to is nobody's business. */
  const turn = useRef(0);
  const waiting = useRef<SignIn>(undefined);

  const leave = useCallback((): void => {
    turn.current += 1;
    if (waiting.current) cancel(waiting.current);
    waiting.current = undefined;
  }, []);
  useEffect(() => leave, [leave]);

  return {
    flow,

    async begin(start) {
      leave();
      const mine = turn.current;
      setFlow({ state: 'starting' });
      try {
        const signIn = await start();
        if (turn.current !== mine) {
          cancel(signIn);
          return null;
        }
        waiting.current = signIn;
        setFlow({ state: 'waiting', signIn });
        const provider = await withVault(() => client.open('sign-in.wait', { signInId: signIn.signInId }).end);
        if (turn.current !== mine) return null;
        waiting.current = undefined;
        await refresh();
        setFlow(idle);
        return provider;
      } catch (thrown) {
        if (turn.current === mine) {
          leave();
          setFlow({ state: 'failed', error: toAppError(thrown) });
        }
        return null;
      }
    },

    giveUp() {
      leave();
      setFlow(idle);
    },
  };
}
