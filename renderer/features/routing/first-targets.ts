import type { LocalModel } from '../../../shared/model/local-model.ts';
import type { Model, Target } from '../../../shared/model/provider.ts';
import { firstChatModel, firstLocalModel } from '../chat/choose-target.ts';

/** So that the page stays easy to read; more are added by hand. */
const most = 3;

/** Models to begin an alias with: one of each provider, and last one of this computer, which is there when no other is. */
export function firstTargets(models: readonly Model[], local: readonly LocalModel[]): Target[] {
  const byProvider = [...Map.groupBy(models, ({ providerId }) => providerId).values()].map(firstChatModel);
  const here = firstLocalModel(local);
  const others = byProvider.filter((target) => target !== null).slice(0, here ? most - 1 : most);
  return here ? [...others, here] : others;
}
