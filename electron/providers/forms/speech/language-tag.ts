const parse = (tag: string): Intl.Locale | null => {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
};

/** `de` of `de-AT`. Two names of one language become one: `cmn` is `zh`, `arb` is `ar`. */
export function languageOf(tag: string): string {
  const language = parse(tag)?.language ?? tag.toLowerCase();
  return language === 'no' ? 'nb' : language;
}

/** `de-DE` of `de`: the region where most people speak it. A tag that has one, or is none, stays. */
export function withRegion(tag: string): string {
  const locale = parse(tag);
  if (!locale || locale.region) return tag;
  const { region } = locale.maximize();
  return region ? `${tag}-${region}` : tag;
}

/** What stands for "find it out". */
export const isAutomatic = (language: string | undefined): language is undefined | 'auto' =>
  language === undefined || language === '' || language === 'auto';

/** Between whose sentences stands no space. */
export const isUnspaced = (language: string | undefined): boolean =>
  language !== undefined && ['zh', 'yue', 'ja', 'th'].includes(languageOf(language));
