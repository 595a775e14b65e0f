import type { AppContract } from '../../../shared/contract/contract.ts';
import type { ResponseCache } from '../../gateway/response-cache.ts';
import type { DomainHandlers } from '../router.ts';

export const responseCacheHandlers = ({
  responseCache,
}: {
  responseCache: ResponseCache;
}): DomainHandlers<AppContract, 'cache'> => ({
  'cache.stats': () => responseCache.stats(),
  'cache.clear': ({ alias }) => {
    responseCache.clear(alias);
    return responseCache.stats();
  },
});
