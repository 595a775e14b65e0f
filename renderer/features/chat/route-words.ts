import type { AnswerFacts } from '../../../shared/model/conversation.ts';
import type { AttemptRecord } from '../../../shared/model/route.ts';
import type { I18n } from '../../lib/i18n.ts';

type Words = Pick<I18n, 't' | 'format'>;

/** "via fast, 2 tries". */
export function routeSummary(route: NonNullable<AnswerFacts['route']>, { t, format }: Words): string {
  const words = t.route.timeline;
  const { asked, attempts, rules, isCached } = route;
  const parts = [
    ...(asked === null ? [] : [words.alias(asked)]),
    ...(rules > 0 ? [words.rules(format.number(rules))] : []),
    ...(attempts > 1 ? [words.attempts(format.number(attempts))] : []),
    ...(isCached ? [words.cached] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : words.label;
}

/** "first word after 640 ms, took 2.1 s". */
export function attemptTimes({ outcome, firstToken, duration }: AttemptRecord, { t, format }: Words): string {
  const words = t.route.timeline;
  const took = format.duration(duration);
  if (outcome !== 'answered') return words.after(took);
  return [...(firstToken === null ? [] : [words.firstAfter(format.duration(firstToken))]), words.took(took)].join(', ');
}
