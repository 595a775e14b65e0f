import type { AppContract } from '../../../shared/contract/contract.ts';
import type { AppInfo } from '../../../shared/model/app.ts';
import type { SettingsService } from '../../host/settings.ts';
import type { DomainHandlers } from '../router.ts';

export function appHandlers({
  info,
  settings,
}: {
  info: AppInfo;
  settings: SettingsService;
}): DomainHandlers<AppContract, 'app' | 'settings'> {
  return {
    'app.info': () => info,
    'settings.get': () => settings.get(),
    'settings.update': (change) => settings.update(change),
  };
}
