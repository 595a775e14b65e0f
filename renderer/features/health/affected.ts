import type { Alias } from '../../../shared/model/alias.ts';
import type { Incident } from '../../../shared/model/health.ts';

/** Those that are in use and name what is ill. */
export const aliasesAffected = (
  { providerId, modelId }: Pick<Incident, 'providerId' | 'modelId'>,
  aliases: readonly Alias[],
): Alias[] =>
  aliases.filter(
    ({ isEnabled, targets }) =>
      isEnabled &&
      targets.some(
        ({ target, isEnabled: isOn }) =>
          isOn && target.providerId === providerId && (modelId === null || target.modelId === modelId),
      ),
  );
