import type { AppContract } from '../../../shared/contract/contract.ts';
import type { Provider } from '../../../shared/model/provider.ts';
import { reporting } from '../../lib/hand-over.ts';
import type { ProviderService } from '../../providers/providers.ts';
import type { DomainHandlers } from '../router.ts';

export const signInHandlers = ({
  providers: { signIn },
}: {
  providers: Pick<ProviderService, 'signIn'>;
}): DomainHandlers<AppContract, 'sign-in'> => ({
  'sign-in.start': (typed) => signIn.start(typed),
  'sign-in.renew': ({ providerId, credentialId }) => signIn.renew(providerId, credentialId),
  'sign-in.wait': ({ signInId }, { signal }) =>
    reporting<Record<string, never>, Provider>(() => signIn.wait(signInId, signal)),
  'sign-in.cancel'({ signInId }) {
    signIn.cancel(signInId);
    return {};
  },
});
