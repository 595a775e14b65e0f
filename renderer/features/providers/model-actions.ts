import type { Input } from '../../../shared/contract/contract.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { DescribedModel } from '../../../shared/model/provider.ts';
import { client } from '../../client/connect.ts';
import { providersStore } from './store.ts';

/** Puts what is known of a model now into the list that this window has. */
function put(model: DescribedModel): DescribedModel {
  providersStore.setState(({ lists }) => {
    const known = lists[model.providerId];
    if (!known?.list) return {};
    const models = known.list.models.map((one) => (one.id === model.id ? model : one));
    return { lists: { ...lists, [model.providerId]: { ...known, list: { ...known.list, models } } } };
  });
  return model;
}

export const chooseModel = async (input: Input<'models.choose'>): Promise<DescribedModel> =>
  put(await client.call('models.choose', input));

export const resetModel = async (input: Input<'models.reset'>): Promise<DescribedModel> =>
  put(await client.call('models.reset', input));

export const catalogueNames = (providerId: ProviderId): Promise<string[]> =>
  client.call('models.catalogue', { providerId });
