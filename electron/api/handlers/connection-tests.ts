import type { AppContract } from '../../../shared/contract/contract.ts';
import type { ConnectionTest, TestStep } from '../../../shared/model/connection-test.ts';
import { reporting } from '../../lib/hand-over.ts';
import type { ProviderService } from '../../providers/providers.ts';
import type { DomainHandlers } from '../router.ts';

export const connectionTestsHandlers = ({
  providers,
}: {
  providers: Pick<ProviderService, 'test' | 'try' | 'tokenQuestion'>;
}): DomainHandlers<AppContract, 'connection-tests'> => ({
  'connection-tests.run': ({ providerId, withToken }, { signal }) =>
    reporting<TestStep, ConnectionTest>((onStep) => providers.test(providerId, signal, { onStep, withToken })),
  'connection-tests.try': (typed, { signal }) =>
    reporting<TestStep, ConnectionTest>((onStep) => providers.try(typed, signal, { onStep })),
  'connection-tests.question': ({ providerId }) => providers.tokenQuestion(providerId),
});
