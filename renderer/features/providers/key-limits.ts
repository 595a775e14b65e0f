import type { ReadRateLimits } from '../../../shared/model/rate-limit.ts';
import type { I18n } from '../../lib/i18n.ts';
import { timeLeft } from './time-left.ts';

type Limit = ReadRateLimits['limits'][number];

interface LimitWords {
  /** "48 of 50 requests left" */
  amount: string;
  /** "per minute"; empty where the provider does not say. */
  window: string;
  /** "resets in 12 seconds" */
  reset: string;
}

/** One limit as it was last read. Undefined when it holds no number. */
export function limitWords(limit: Limit, i18n: I18n, now: number): LimitWords | undefined {
  const { t, language } = i18n;
  const words = t.providers.keys;
  const amount = amountOf(limit, i18n);
  if (amount === undefined) return undefined;
  const { resetsAt, window } = limit;
  return {
    amount,
    window: window === null ? '' : words.limitWindows[window],
    reset: resetsAt === null ? '' : resetsAt <= now ? words.hasReset : words.resets(timeLeft(resetsAt - now, language)),
  };
}

function amountOf({ kind, limit, remaining }: Limit, { t, format }: I18n): string | undefined {
  const words = t.providers.keys;
  const unit = (count: number): string => words.limitUnits[kind](count === 1);
  if (limit === null) return remaining === null ? undefined : words.left(format.number(remaining), unit(remaining));
  if (remaining === null) return words.atMost(format.number(limit), unit(limit));
  return words.leftOf(format.number(remaining), format.number(limit), unit(limit));
}
