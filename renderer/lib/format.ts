import type { Language } from '../../shared/i18n/index.ts';

/** Which group of a list a time belongs to. */
export type DayGroup = 'today' | 'yesterday' | 'week' | 'month' | 'older';

const startOfDay = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
// Days differ in length when clocks change, so whole days are counted, rounded.
const daysBetween = (earlier: number, later: number): number =>
  Math.round((startOfDay(later) - startOfDay(earlier)) / 86_400_000);

export function dayGroupOf(time: number, now: number): DayGroup {
  const days = daysBetween(time, now);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 7) return 'week';
  return days < 30 ? 'month' : 'older';
}

export interface Format {
  /** 21 Nov 2026 */
  date(at: number): string;
  /** 21 Nov 2026, 14:05 */
  dateTime(at: number): string;
  /** "2 minutes ago", up to a week; then the date. */
  ago(at: number, now?: number): string;
  number(value: number, maximumFractionDigits?: number): string;
  /** "128K", for what need not be exact. */
  compact(value: number): string;
  /** From 0 to 1: "43%". */
  percent(share: number): string;
  /** Binary steps, named as people know them: 1.5 MB. */
  bytes(count: number): string;
  /** Milliseconds: "840 ms", "2.1 s", "1 min 4 s". */
  duration(milliseconds: number): string;
  /** Billionths, as the host counts them; small sums keep the digits that matter. Default: of dollars. */
  money(nano: number, currency?: 'USD' | 'CNY'): string;
}

const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };
const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const agoSteps = [
  { unit: 'minute', length: 60_000, until: 3_600_000 },
  { unit: 'hour', length: 3_600_000, until: 86_400_000 },
  { unit: 'day', length: 86_400_000, until: 7 * 86_400_000 },
] as const;

/** Everything that is written differently from language to language. Made once per language: Intl objects are dear. */
export function createFormat(language: Language): Format {
  const locale = locales[language];
  const numbers = new Map<string, Intl.NumberFormat>();
  const formatted = (value: number, options: Intl.NumberFormatOptions): string => {
    const key = JSON.stringify(options);
    const cached = numbers.get(key) ?? new Intl.NumberFormat(locale, options);
    numbers.set(key, cached);
    return cached.format(value);
  };
  const unit = (value: number, name: string, maximumFractionDigits: number): string => {
    // The short form of bytes has no plural.
    const unitDisplay = name === 'byte' ? 'long' : 'short';
    return formatted(value, { style: 'unit', unit: name, unitDisplay, maximumFractionDigits });
  };

  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

  return {
    date: (at) => date.format(at),
    dateTime: (at) => dateTime.format(at),
    ago(at, now = Date.now()) {
      const passed = Math.max(0, now - at);
      const step = agoSteps.find(({ until }) => passed < until);
      if (!step) return date.format(at);
      const count = Math.floor(passed / step.length);
      return count === 0 ? relative.format(0, 'second') : relative.format(-count, step.unit);
    },
    number: (value, maximumFractionDigits = 0) => formatted(value, { maximumFractionDigits }),
    compact: (value) => formatted(value, { notation: 'compact', maximumFractionDigits: 1 }),
    percent: (share) => formatted(share, { style: 'percent', maximumFractionDigits: 0 }),
    bytes(count) {
      const step = Math.min(byteUnits.length - 1, count < 1 ? 0 : Math.floor(Math.log2(count) / 10));
      return unit(count / 1024 ** step, byteUnits[step] ?? 'byte', step === 0 || count / 1024 ** step >= 100 ? 0 : 1);
    },
    duration(milliseconds) {
      if (milliseconds < 999.5) return unit(milliseconds, 'millisecond', 0);
      if (milliseconds < 59_950) return unit(milliseconds / 1000, 'second', 1);
      const seconds = Math.round(milliseconds / 1000);
      const rest = seconds % 60;
      const minutes = unit(Math.floor(seconds / 60), 'minute', 0);
      return rest === 0 ? minutes : `${minutes} ${unit(rest, 'second', 0)}`;
    },
    money(nano, currency = 'USD') {
      const amount = nano / 1e9;
      const isSmall = amount !== 0 && Math.abs(amount) < 0.1;
      return formatted(amount, {
        style: 'currency',
        currency,
        ...(isSmall ? { maximumSignificantDigits: 2 } : {}),
      });
    },
  };
}
