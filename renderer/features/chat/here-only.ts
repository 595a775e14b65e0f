import type { Alias } from '../../../shared/model/alias.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { AskedTarget } from '../../../shared/model/provider.ts';
import { autoName } from '../routing/alias-draft.ts';
import { isModel } from './route-choices.ts';

/** Whether somebody on this computer may answer when it is asked for. */
export function isHere(asked: AskedTarget, aliases: readonly Alias[] | null): boolean {
  if (isModel(asked)) return asked.providerId === localProviderId;
  if (asked.name === autoName) return true;
  const targets = aliases?.find(({ name }) => name === asked.name)?.targets ?? [];
  return targets.some(({ target, isEnabled }) => isEnabled && target.providerId === localProviderId);
}
