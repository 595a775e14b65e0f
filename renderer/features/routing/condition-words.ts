import type { Condition, PlainCondition } from '../../../shared/model/routing.ts';
import type { I18n } from '../../lib/i18n.ts';
import { dayName, wordsOfList } from './words-of-list.ts';

type Words = Pick<I18n, 't' | 'format' | 'language'>;
type TimeWindow = Extract<PlainCondition, { time: unknown }>['time'];

/** What completes "If …": "the text holds an e-mail address or a phone number". */
export function conditionWords(condition: Condition, i18n: Words): string {
  const { clauses } = i18n.t.rules;
  if ('all' in condition) return joined(condition.all, 'and', i18n);
  if ('any' in condition) return joined(condition.any, 'or', i18n);
  if (!('not' in condition)) return clauseOf(condition, 'is', i18n);
  const { not } = condition;
  if ('not' in not) return conditionWords(not.not, i18n);
  if ('any' in not) return clauses.none(joined(not.any, 'or', i18n));
  if ('all' in not) return clauses.notAll(joined(not.all, 'and', i18n));
  return clauseOf(not, 'isNot', i18n);
}

function joined(parts: readonly Condition[], by: 'and' | 'or', i18n: Words): string {
  // "a or b and c" could be read in two ways.
  const isGroup = (part: Condition): boolean => 'all' in part || 'any' in part || ('not' in part && isGroup(part.not));
  const words = parts.map((part) => {
    const own = conditionWords(part, i18n);
    return isGroup(part) && parts.length > 1 ? `(${own})` : own;
  });
  return words.length === 0 ? i18n.t.rules.clauses.unfinished : wordsOfList(words, by, i18n.language);
}

function clauseOf(condition: PlainCondition, how: 'is' | 'isNot', i18n: Words): string {
  const { t, format, language } = i18n;
  const { clauses } = t.rules;
  if ('model' in condition) return clauses[condition.model.includes('*') ? 'modelLike' : 'model'][how](condition.model);
  if ('door' in condition) {
    const names: Readonly<Record<string, string | undefined>> = t.rules.doors;
    return condition.door === 'window'
      ? clauses.window[how]
      : clauses.door[how](names[condition.door] ?? condition.door);
  }
  if ('client' in condition) return clauses.client[how](condition.client);
  if ('tag' in condition) return clauses.tag[how](condition.tag);
  if ('task' in condition) {
    const tasks = condition.task.map((task) => t.rules.tasks[task]);
    return clauses.task[how](wordsOfList(tasks, 'or', language));
  }
  if ('inputTokens' in condition) return tokensClause(condition.inputTokens, how, i18n);
  if ('has' in condition) return t.rules.needs[condition.has][how];
  if ('text' in condition) return clauses.text[how](condition.text);
  if ('personalData' in condition) {
    const kinds = condition.personalData.map((kind) => t.rules.personalData[kind]);
    return clauses.personalData[how](wordsOfList(kinds, 'or', language));
  }
  if ('time' in condition) return clauses.time[how](timeWords(condition.time, i18n));
  if ('isOffline' in condition) {
    const isSo = (how === 'is') === condition.isOffline;
    return clauses.isOffline[isSo ? 'is' : 'isNot'];
  }
  if ('budgetUsed' in condition) return clauses.budgetUsed[how](format.percent(condition.budgetUsed / 100));
  if ('localWait' in condition) return clauses.localWait[how](format.duration(condition.localWait));
  return condition satisfies never;
}

function tokensClause(
  { atLeast, atMost }: Extract<PlainCondition, { inputTokens: unknown }>['inputTokens'],
  how: 'is' | 'isNot',
  { t, format }: Words,
): string {
  const { clauses } = t.rules;
  if (atLeast !== undefined && atMost !== undefined) {
    return clauses.between[how](format.number(atLeast), format.number(atMost));
  }
  if (atMost !== undefined) return clauses.atMost[how](format.number(atMost));
  return clauses.atLeast[how](format.number(atLeast ?? 0));
}

function timeWords({ from, until, days }: TimeWindow, { t, language }: Words): string {
  const words = t.rules.time;
  const time = from === until ? words.allDay : words.between(from, until);
  if (!days || days.length === 7) return time;
  const key = days.toSorted((a, b) => a - b).join('');
  if (key === '12345') return words.on(time, words.weekdays);
  if (key === '67') return words.on(time, words.weekend);
  const names = days.toSorted((a, b) => a - b).map((day) => words.day(dayName(day, 'long', language)));
  return words.on(time, wordsOfList(names, 'or', language));
}
