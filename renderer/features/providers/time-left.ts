import type { Language } from '../../../shared/i18n/index.ts';

const steps = [
  { unit: 'second', length: 1000, until: 60_000 },
  { unit: 'minute', length: 60_000, until: 3_600_000 },
  { unit: 'hour', length: 3_600_000, until: 2 * 86_400_000 },
  { unit: 'day', length: 86_400_000, until: Number.POSITIVE_INFINITY },
] as const;

/** Milliseconds to come: "in 3 minutes". Rounded up, so that what is said is never too early. */
export function timeLeft(milliseconds: number, language: Language): string {
  const left = Math.max(1000, milliseconds);
  // What would be 60 of a unit is 1 of the next.
  const step = steps.find(({ length, until }) => Math.ceil(left / length) * length < until) ?? steps[3];
  return new Intl.RelativeTimeFormat(language).format(Math.ceil(left / step.length), step.unit);
}

/** "14:05". Rests are never longer than a day. */
export const clockTime = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'de-DE', { timeStyle: 'short' }).format(at);
