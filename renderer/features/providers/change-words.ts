import type { Language } from '../../../shared/i18n/index.ts';
import type { ModelChange } from '../../../shared/model/model-change.ts';
import type { I18n } from '../../lib/i18n.ts';

const day = 86_400_000;

/** "Tuesday" within a week, "14:05" today, else "12 November". */
export function sinceWords(at: number, language: Language, now = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const options: Intl.DateTimeFormatOptions = isToday
    ? { timeStyle: 'short' }
    : now - at < 6 * day
      ? { weekday: 'long' }
      : { day: 'numeric', month: 'long' };
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'de-DE', options).format(at);
}

/** "3 new, 1 gone", without what there is none of. A model counts once for each way it changed. */
export function changeCounts(changes: readonly ModelChange[], { t, language }: Pick<I18n, 't' | 'language'>): string {
  const words = t.discovery.changes;
  const countOf = (kind: ModelChange['change']): number =>
    new Set(changes.filter(({ change }) => change === kind).map(({ modelId }) => modelId)).size;
  const parts = [
    [countOf('new'), words.isNew],
    [countOf('gone'), words.gone],
    [countOf('price'), words.price],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, say]) => say(count));
  return new Intl.ListFormat(language === 'en' ? 'en-GB' : 'de-DE', { type: 'unit' }).format(said);
}
