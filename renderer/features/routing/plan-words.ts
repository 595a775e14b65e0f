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
  const names = rules.map(({ name }) => `“${name}”`);
  return words.byRule(wordsOfList(language === 'de' ? rules.map(({ name }) => `„${name}“`) : names, 'and', language));
}

export interface Figure {
  name: string;
  value: string;
}

/** What is expected of an attempt; what is not known is left out. */
export function figuresOf({ cost, latency, quality }: Estimate, { t, format }: Words): Figure[] {
  const words = t.route;
  const figures: Figure[] = [];
  if (cost !== null)
    figures.push({ name: words.cost, value: cost === 0 ? words.free : words.about(format.money(cost)) });
  if (latency !== null) figures.push({ name: words.firstToken, value: words.about(format.duration(latency)) });
  if (quality !== null) figures.push({ name: words.quality, value: format.percent(quality) });
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
