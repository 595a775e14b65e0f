const small: Record<string, string> = {
  en: 'the a an is are was of to and in that it for on with this my your you i not do does have can what how be we at if from or me please but they will so',
  de: 'der die das ein eine einen dem den und ist sind nicht ich du wir sie es mit fur auf im zu von wie was bitte mir mich auch kann hat war als aus bei noch nur sich wird oder aber dass so ob',
  fr: 'le la les un une des et est je tu nous vous il elle ne pas que qui pour dans sur avec ce cette mon du au en plus',
  es: 'el la los las un una y es yo tu nosotros que no por para con en este esta mi del al como mas se',
  it: 'il lo la gli le un una e di che non per con in questo sono mi ti del al come piu si',
  nl: 'de het een en is ik je wij ze niet van op voor met dat die te naar mijn zijn',
};

const languages = Object.entries(small).map(([name, words]) => [name, new Set(words.split(' '))] as const);

/** By its small words; `unknown` when there are too few, `script` when it is not in Latin letters. */
export function languageOf(text: string): string {
  if (
    /[\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Arabic}\p{Script=Greek}\p{Script=Hangul}]{2}/u.test(
      text,
    )
  )
    return 'script';
  const words = (text.toLowerCase().match(/\p{L}+/gu) ?? []).slice(0, 120);
  const counts = languages.map(([name, known]) => ({ name, count: words.filter((word) => known.has(word)).length }));
  const best = counts.reduce((one, other) => (other.count > one.count ? other : one));
  return best.count === 0 ? 'unknown' : best.name;
}
