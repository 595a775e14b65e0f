import type { BalanceEntry } from '../../../shared/model/extras.ts';
import type { I18n } from '../../lib/i18n.ts';

/** "$84.99", "12,000 characters". */
export function amountWords(amount: number, unit: BalanceEntry['unit'], { t, format }: I18n): string {
  const words = t.extras.balance;
  const whole = amount / 1e9;
  switch (unit) {
    case 'nano-usd':
      return format.money(amount);
    case 'nano-cny':
      return format.money(amount, 'CNY');
    case 'nano-credits':
      return words.credits(format.number(whole, 2), whole === 1);
    case 'nano-hours':
      return words.hours(format.number(whole, 2), whole === 1);
    case 'characters':
      return words.characters(format.number(amount), amount === 1);
  }
}

interface EntryWords {
  name: string;
  amount: string;
  /** What else is known, shortest first; may be empty. */
  more: string;
}

export function entryWords(entry: BalanceEntry, i18n: I18n): EntryWords {
  const words = i18n.t.extras.balance;
  const { what, name, unit, left, used, limit, resetsAt } = entry;
  const say = (amount: number): string => amountWords(amount, unit, i18n);
  const more = [
    used !== null && left !== null ? words.used(say(used)) : null,
    what === 'key' && limit === null ? words.noLimit : null,
    resetsAt === null ? null : words.resets(i18n.format.date(resetsAt)),
  ];
  return {
    name: name ? `${words.what[what]} ${name}` : words.what[what],
    amount: amountOf(),
    more: more.filter((part) => part !== null).join(' · '),
  };

  function amountOf(): string {
    if (left === null) return used === null ? '–' : words.used(say(used));
    if (left < 0) return words.owed(say(-left));
    return limit === null ? words.left(say(left)) : words.leftOf(say(left), say(limit));
  }
}
