import type { LoadChoices } from '../../../../shared/model/load-settings.ts';
import type { I18n } from '../../../lib/i18n.ts';

/** A few choices as one line: "Context 8,192, Conversations at once 1". */
export function describeChoices(choices: LoadChoices, { t, format }: Pick<I18n, 't' | 'format'>): string {
  const { fields } = t.models.sheet;
  const shown = ['slots', 'contextSize', 'cacheKeyType', 'cacheValueType', 'gpuLayers'] as const;
  return shown
    .flatMap((field) => {
      const value = choices[field];
      if (value === undefined) return [];
      return [`${fields[field].label} ${typeof value === 'number' ? format.number(value) : value}`];
    })
    .join(', ');
}
