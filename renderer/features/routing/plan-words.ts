import type { Estimate, PlannedAttempt, RoutePlan } from '../../../shared/model/route.ts';
import type { I18n } from '../../lib/i18n.ts';
import { wordsOfList } from './words-of-list.ts';

type Words = Pick<I18n, 't' | 'format' | 'language'>;

/** Why an attempt stands where it stands. */
export function reasonWords(
  { reason }: Pick<PlannedAttempt, 'reason'>,
  { strategy, rules }: Pick<RoutePlan, 'strategy' | 'rules'>,
  { t, language }: Words,
): string {
  const words = t.route;
  if (reason === 'strategy') return words.byStrategy(t.routing.strategies[strategy].name);
  if (reason !== 'rule' || rules.length === 0) return words.reasons[reason];
  const deciding = rules.filter(({ isDeciding }) => isDeciding);
  // What was recorded before that was kept does not tell which of them.
  const names = (deciding.length > 0 ? deciding : rules).map(({ name }) =>
    language === 'de' ? `„${name}“` : `“${name}”`,
  );
  return words.byRule(wordsOfList(names, 'and', language));
}

export interface Figure {
  of: keyof Estimate;
  name: string;
  value: string;
}

/** What is expected of an attempt; what is not known is left out. */
export function figuresOf({ cost, latency, quality }: Estimate, { t, format }: Words): Figure[] {
  const words = t.route;
  const figures: Figure[] = [];
  const add = (of: Figure['of'], name: string, value: string): unknown => figures.push({ of, name, value });
  if (quality !== null) add('quality', words.quality, format.percent(quality));
  if (latency !== null) add('latency', words.firstToken, words.about(format.duration(latency)));
  if (cost !== null) add('cost', words.cost, cost === 0 ? words.free : words.about(format.money(cost)));
  return figures;
}

/** What the plan was made of, in few words each. */
export function planFacts(plan: RoutePlan, { t, format, language }: Words): string[] {
  const words = t.route.try.facts;
  const { alias, task, inputTokens, isLocalOnly, confidence, tags } = plan;
  return [
    ...(alias ? [words.alias(alias.name)] : []),
    ...(task ? [words.task(t.rules.tasks[task])] : []),
    words.tokens(format.number(inputTokens)),
    ...(isLocalOnly ? [words.local] : []),
    ...(confidence === null ? [] : [words.sure(format.percent(confidence))]),
    ...(tags.length > 0 ? [words.tags(wordsOfList(tags, 'and', language))] : []),
  ];
}
