import type { Catalogue } from '../../../shared/i18n/index.ts';
import { errorDataOf } from '../../lib/error-words.ts';
import { type ConditionFields, type ItemDraft, plainOf } from './condition-draft.ts';

/** By the key of a row; its own field behind a point where it has several. */
export type FormErrors = Readonly<Record<string, string>>;

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const isCount = (value: number | null, max: number): boolean =>
  value === null || (Number.isInteger(value) && value >= 0 && value <= max);

/** What keeps a condition from being stored, by field. */
export function fieldErrors(fields: ConditionFields, t: Pick<Catalogue, 'rules' | 'common' | 'routing'>): FormErrors {
  const words = t.rules.fields;
  switch (fields.kind) {
    case 'time': {
      const { from, until } = fields;
      return {
        ...(!clock.test(from) && { from: words.badTime }),
        ...(!clock.test(until) && { until: words.badTime }),
      };
    }
    case 'task':
    case 'personalData':
      return plainOf(fields) ? {} : { list: words.chooseOne };
    case 'inputTokens': {
      const { atLeast, atMost } = fields;
      const most = 100_000_000;
      const whole = t.common.wholeNumber(0, most);
      if (!isCount(atLeast, most)) return { atLeast: whole };
      if (!isCount(atMost, most)) return { atMost: whole };
      if (atLeast !== null && atMost !== null && atLeast > atMost) return { atMost: words.turned };
      return plainOf(fields) ? {} : { atLeast: words.missing };
    }
    case 'budgetUsed': {
      const { percent } = fields;
      if (percent === null) return { value: words.missing };
      return percent >= 0 && percent <= 1000 ? {} : { value: t.routing.alias.outOfRange('0', '1000') };
    }
    case 'localWait': {
      const { seconds } = fields;
      if (seconds === null) return { value: words.missing };
      return seconds >= 0 && seconds <= 3600 ? {} : { value: t.routing.alias.outOfRange('0', '3600') };
    }
    case 'model':
    case 'door':
    case 'client':
    case 'tag':
    case 'text':
    case 'has':
    case 'isOffline':
      return plainOf(fields) ? {} : { value: words.missing };
  }
}

export function conditionErrors(item: ItemDraft, t: Parameters<typeof fieldErrors>[1]): FormErrors {
  if (item.type === 'raw') return {};
  if (item.type === 'group') return Object.assign({}, ...item.items.map((part) => conditionErrors(part, t)));
  const found = Object.entries(fieldErrors(item.fields, t));
  return Object.fromEntries(found.map(([field, words]) => [`${item.key}.${field}`, words]));
}

/** A pattern that the host refuses, at the row it stands in; undefined where the error is about something else. */
export function patternErrors(thrown: unknown, item: ItemDraft, t: Pick<Catalogue, 'routing'>): FormErrors | undefined {
  const error = errorDataOf(thrown);
  if (error.code !== 'VALIDATION_FAILED' || error.details?.['param'] !== 'text') return undefined;
  const { title, remedy } = t.routing.problems['bad-pattern'];
  const keys = patternRows(item)
    .filter(({ text }) => error.message.includes(`"${text}"`))
    .map(({ key }) => key);
  return keys.length === 0 ? undefined : Object.fromEntries(keys.map((key) => [`${key}.value`, `${title}. ${remedy}`]));
}

function patternRows(item: ItemDraft): { key: string; text: string }[] {
  if (item.type === 'group') return item.items.flatMap(patternRows);
  return item.type === 'row' && item.fields.kind === 'text' ? [{ key: item.key, text: item.fields.text }] : [];
}
