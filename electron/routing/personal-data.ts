import type { PersonalData } from '../../shared/model/routing.ts';

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** The checksum of payment cards (Luhn). */
function isCard(text: string): boolean {
  const digits = Array.from(digitsOf(text), Number);
  if (digits.length < 13 || digits.length > 19 || new Set(digits).size === 1) return false;
  const sum = digits.toReversed().reduce((total, digit, index) => {
    const value = index % 2 === 1 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** ISO 7064: the country and its two digits go to the end, letters count from 10, the rest of 97 is 1. */
function isIban(text: string): boolean {
  const compact = text.replace(/[ -]/g, '').toUpperCase();
  if (compact.length < 15 || compact.length > 34) return false;
  const turned = compact.slice(4) + compact.slice(0, 4);
  let rest = 0;
  for (const letter of turned) rest = Number(`${rest}${Number.parseInt(letter, 36)}`) % 97;
  return rest === 1;
}

/** 7 to 15 digits, with a + or written in groups: a bare number may be anything. */
function isPhone(text: string): boolean {
  const { length } = digitsOf(text);
  return length >= 7 && length <= 15 && (/^\+|^\(?00/.test(text) || /^\(?0\d/.test(text) || /^\(\d/.test(text));
}

/** As unlike a word as a key is: letters of both cases and digits, in no order. */
function isKey(text: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  return kinds === 3 && new Set(text).size >= 12;
}

const finders: Record<PersonalData, { pattern: RegExp; holds?: (match: string) => boolean }> = {
  // Begins at the @: with what stands before it, every letter of every word would be a beginning.
  email: { pattern: /(?<=[\w.%+-])@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,24}\b/gi },
  phone: { pattern: /(?<![\w.+])[+(]?\d[\d() /.-]{5,22}\d(?![\w.])/g, holds: isPhone },
  iban: { pattern: /\b[a-z]{2}\d{2}(?:[ -]?[a-z\d]{4}){2,7}(?:[ -]?[a-z\d]{1,3})?\b/gi, holds: isIban },
  card: { pattern: /(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])/g, holds: isCard },
  key: {
    pattern:
      /-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(?:sk|pk|rk|ghp|gho|xox[abp]|glpat|AKIA|AIza)[\w-]{16,}|\b[\w+/-]{32,}={0,2}/g,
    holds: (match) => /^(?:-----|sk|pk|rk|gh|xox|glpat|AKIA|AIza)/.test(match) || isKey(match),
  },
};

/** What in a text may be somebody's, found by form and checksum: so that a rule can keep it on this computer. */
export function findPersonalData(text: string): Set<PersonalData> {
  const found = new Set<PersonalData>();
  for (const [kind, { pattern, holds = () => true }] of Object.entries(finders)) {
    for (const [match] of text.matchAll(pattern)) {
      if (!holds(match)) continue;
      found.add(kind as PersonalData);
      break;
    }
  }
  return found;
}
