import type { Provider } from '../../../shared/model/provider.ts';
import type { SettingsDraft } from './providers-store.ts';

export const settingsOf = (provider: Provider): SettingsDraft => {
  const { name, settings, description, tags, priority, weight, limits } = provider;
  return { name, settings, description, tags, priority, weight, limits };
};

/** What is typed and not stored; what is typed may have been stored from elsewhere meanwhile. */
export const unsavedOf = (provider: Provider, typed: SettingsDraft | undefined): SettingsDraft | undefined =>
  typed && JSON.stringify(typed) !== JSON.stringify(settingsOf(provider)) ? typed : undefined;
