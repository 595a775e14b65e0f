import type { AppContract } from '../../../shared/contract/contract.ts';
import type { extrasContract } from '../../../shared/contract/extras.ts';
import type { ProviderService } from '../../providers/providers.ts';
import type { DomainHandlers } from '../router.ts';

type Domain = 'provider-kinds' | 'environment-keys' | 'providers' | 'models' | 'credentials';

export const providersHandlers = ({
  providers: service,
}: {
  providers: ProviderService;
}): Omit<DomainHandlers<AppContract, Domain>, keyof typeof extrasContract> => ({
  'provider-kinds.list': () => service.kinds(),
  'environment-keys.list': () => service.environmentKeys(),

  'providers.list': () => service.list(),
  'providers.create': (input) => service.create(input),
  'providers.get': ({ providerId }) => service.get(providerId),
  'providers.update': (input) => service.update(input),
  'providers.delete'({ providerId }) {
    service.delete(providerId);
    return {};
  },
  'providers.try': (input, { signal }) => service.try(input, signal),
  'providers.test': ({ providerId }, { signal }) => service.test(providerId, signal),

  'providers.rate-limits': ({ providerId }) => service.rateLimits(providerId),

  'models.list': ({ providerId, refresh }) => service.models(providerId, { refresh }),
  'models.all': () => service.allModels(),
  'models.choose': (change) => service.chooseModel(change),
  'models.reset': (reset) => service.resetModel(reset),
  'models.catalogue': ({ providerId }) => service.catalogueNames(providerId),
  'models.changes': ({ providerId }) => service.modelChanges(providerId),
  'models.changes-seen'({ providerId }) {
    service.markModelChangesSeen(providerId);
    return {};
  },

  'credentials.add': ({ providerId, ...key }) => service.addKey(providerId, key),
  'credentials.update': ({ credentialId, ...change }) => service.updateKey(credentialId, change),
  'credentials.rotate': ({ credentialId, apiKey }, { signal }) => service.rotateKey(credentialId, apiKey, signal),
  'credentials.test': ({ credentialId }, { signal }) => service.testKey(credentialId, signal),
  'credentials.delete'({ credentialId }) {
    service.deleteKey(credentialId);
    return {};
  },
});
