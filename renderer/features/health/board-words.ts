import type { BoardRow, LiveFigures } from '../../../shared/model/health.ts';
import type { I18n } from '../../lib/i18n.ts';
import { clockTime } from '../providers/time-left.ts';

type Quota = BoardRow['keys'][number]['quota'];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A few in a thousand are not none. */
export const rateWords = (rate: number, { format }: I18n): string =>
  rate > 0 && rate < 0.01 ? `<${format.percent(0.01)}` : format.percent(rate);

interface FigureWords {
  /** Null: nothing was asked, or nothing answered. */
  p50: string | null;
  p95: string | null;
  errors: string | null;
  requests: string | null;
}

export function figureWords(figures: LiveFigures, i18n: I18n): FigureWords {
  const { requests, errorRate, firstTokenP50, firstTokenP95 } = figures;
  const { t, format } = i18n;
  return {
    p50: firstTokenP50 === null ? null : format.duration(firstTokenP50),
    p95: firstTokenP95 === null ? null : t.health.board.p95(format.duration(firstTokenP95)),
    errors: errorRate === null ? null : rateWords(errorRate, i18n),
    requests: requests === 0 ? null : t.health.board.requests(format.number(requests)),
  };
}

/** When a limit or a rest ends, as short as it can be said. Rounded up: what is said is never too early. */
export function resetWords(at: number, now: number, { t, format, language }: I18n): string {
  const words = t.health.board;
  const left = Math.max(1000, at - now);
  const step = left < minute ? 1000 : minute;
  if (left < hour) return words.resetsIn(format.duration(Math.ceil(left / step) * step));
  return words.resetsAt(left < day ? clockTime(at, language) : format.date(at));
}

/** What is left of the tightest limit; null where nobody told. */
export function quotaShare(quota: Quota, { t, format }: I18n): string | null {
  if (!quota || quota.remaining === null) return null;
  const { remaining, limit, kind } = quota;
  const unit = t.providers.keys.limitUnits[kind](remaining === 1);
  return limit ? t.health.board.left(format.percent(remaining / limit)) : `${format.compact(remaining)} ${unit}`;
}

/** The key with the least share left speaks for its provider. */
export function tightestKey({ keys }: Pick<BoardRow, 'keys'>): BoardRow['keys'][number] | undefined {
  const share = ({ quota }: BoardRow['keys'][number]): number =>
    quota?.remaining != null && quota.limit ? quota.remaining / quota.limit : Number.POSITIVE_INFINITY;
  return keys.filter(({ isEnabled, quota }) => isEnabled && quota).toSorted((a, b) => share(a) - share(b))[0];
}

/** Why it is not known how a key does; undefined where it is known, or where it is switched off. */
export function unseenWords(
  { isEnabled, status, lastUsedAt }: BoardRow['keys'][number],
  { lastCheckAt, isEnabled: isProviderOn }: Pick<BoardRow, 'lastCheckAt' | 'isEnabled'>,
  { t, format }: I18n,
  now: number,
): string | undefined {
  if (!isEnabled || !isProviderOn || status !== 'Unknown') return undefined;
  const { unchecked, unproven, unused, used } = t.health.fold.unseen;
  const check = lastCheckAt === null ? unchecked : unproven;
  return `${check}, ${lastUsedAt === null ? unused : used(format.ago(lastUsedAt, now))}`;
}

/** Of today the time, else with the day. */
export const timeWords = (at: number, now: number, { format, language }: I18n): string =>
  new Date(at).toDateString() === new Date(now).toDateString() ? clockTime(at, language) : format.dateTime(at);

/** How long something was: "12 min", "3 h 5 min", "2 days". */
export function spanWords(ms: number, { t, format }: I18n): string {
  const step = ms < minute ? 1000 : minute;
  if (ms < hour) return format.duration(Math.max(1000, Math.floor(ms / step) * step));
  if (ms >= 2 * day) return t.health.incidents.days(format.number(Math.floor(ms / day)));
  const minutes = Math.floor((ms % hour) / minute);
  const hours = `${format.number(Math.floor(ms / hour))} h`;
  return minutes === 0 ? hours : `${hours} ${format.duration(minutes * minute)}`;
}
