import type { AppContract } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { AppInfo } from '../../../shared/model/app.ts';
import type { SettingsService } from '../../host/settings.ts';
import { portProblem } from '../../lib/port-problem.ts';
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
    async 'settings.update'(change) {
      if (typeof change.port === 'number' && change.port !== portOf(info.address)) await checkPort(change.port);
      return settings.update(change);
    },
  };
}

/** An address leaves out the port that its scheme implies. */
const portOf = (address: string): number => Number(new URL(address).port) || 80;

/** A port that cannot be had would be noticed only at the next start, which it keeps from happening. */
async function checkPort(port: number): Promise<void> {
  const reason = await portProblem(port);
  if (!reason) return;
  const message =
    reason === 'port-taken'
      ? `Port ${port} is used by another program. End that program, or choose another port.`
      : `This system does not let programs use port ${port}. Choose one from 1024 up.`;
  throw new AppError('PORT_TAKEN', message, { details: { param: 'port', port, reason } });
}
