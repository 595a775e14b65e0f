import type { Language } from '../../../shared/i18n/index.ts';

const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };
const lists = new Map<string, Intl.ListFormat>();

/** "a, b and c"; "a, b or c". */
export function wordsOfList(words: readonly string[], by: 'and' | 'or', language: Language): string {
  const key = `${language} ${by}`;
  const list =
    lists.get(key) ?? new Intl.ListFormat(locales[language], { type: by === 'and' ? 'conjunction' : 'disjunction' });
  lists.set(key, list);
  return list.format(words);
}

/** 1 is Monday. */
export function dayName(day: number, length: 'long' | 'short', language: Language): string {
  // The fifth of January 2026 was a Monday.
  return new Intl.DateTimeFormat(locales[language], { weekday: length, timeZone: 'UTC' }).format(
    Date.UTC(2026, 0, 4 + day),
  );
}
