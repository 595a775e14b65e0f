import type { Condition, Need, PersonalData, PlainCondition, TaskType } from '../../../shared/model/routing.ts';

/** One condition as it is typed: what is empty is not chosen yet. */
export type ConditionFields =
  | { kind: 'model' | 'door' | 'client' | 'tag' | 'text'; text: string }
  | { kind: 'task'; tasks: readonly TaskType[] }
  | { kind: 'personalData'; kinds: readonly PersonalData[] }
  | { kind: 'inputTokens'; atLeast: number | null; atMost: number | null }
  | { kind: 'has'; need: Need }
  | { kind: 'time'; from: string; until: string; days: readonly number[] }
  | { kind: 'isOffline'; isOffline: boolean }
  | { kind: 'budgetUsed'; percent: number | null }
  | { kind: 'localWait'; seconds: number | null };
export type ConditionKind = ConditionFields['kind'];

export interface RowDraft {
  type: 'row';
  key: string;
  fields: ConditionFields;
}
export type GroupMode = 'all' | 'any' | 'none';
export interface GroupDraft {
  type: 'group';
  key: string;
  mode: GroupMode;
  items: readonly ItemDraft[];
}
/** Nested deeper than the form goes: kept as it is. */
interface RawDraft {
  type: 'raw';
  key: string;
  condition: Condition;
}
export type ItemDraft = RowDraft | GroupDraft | RawDraft;

/** Groups within groups. */
export const deepest = 3;

export const emptyGroup = (key: string): GroupDraft => ({ type: 'group', key, mode: 'all', items: [] });

/** Keys follow from the place, so that the same condition gives the same draft. */
export function groupOf(condition: Condition | null, key = 'c'): GroupDraft {
  if (condition === null) return emptyGroup(key);
  const item = itemOf(condition, key, 1);
  return item.type === 'group' ? item : { type: 'group', key, mode: 'all', items: [{ ...item, key: `${key}.0` }] };
}

function itemOf(condition: Condition, key: string, depth: number): ItemDraft {
  const group = (mode: GroupMode, parts: readonly Condition[]): ItemDraft =>
    depth > deepest
      ? { type: 'raw', key, condition }
      : { type: 'group', key, mode, items: parts.map((part, at) => itemOf(part, `${key}.${at}`, depth + 1)) };
  if ('all' in condition) return group('all', condition.all);
  if ('any' in condition) return group('any', condition.any);
  if ('not' in condition) return group('none', 'any' in condition.not ? condition.not.any : [condition.not]);
  return { type: 'row', key, fields: fieldsOf(condition) };
}

function fieldsOf(condition: PlainCondition): ConditionFields {
  if ('model' in condition) return { kind: 'model', text: condition.model };
  if ('door' in condition) return { kind: 'door', text: condition.door };
  if ('client' in condition) return { kind: 'client', text: condition.client };
  if ('tag' in condition) return { kind: 'tag', text: condition.tag };
  if ('text' in condition) return { kind: 'text', text: condition.text };
  if ('task' in condition) return { kind: 'task', tasks: condition.task };
  if ('personalData' in condition) return { kind: 'personalData', kinds: condition.personalData };
  if ('inputTokens' in condition) {
    const { atLeast = null, atMost = null } = condition.inputTokens;
    return { kind: 'inputTokens', atLeast, atMost };
  }
  if ('has' in condition) return { kind: 'has', need: condition.has };
  if ('time' in condition) {
    const { from, until, days = [] } = condition.time;
    return { kind: 'time', from, until, days };
  }
  if ('isOffline' in condition) return { kind: 'isOffline', isOffline: condition.isOffline };
  if ('budgetUsed' in condition) return { kind: 'budgetUsed', percent: condition.budgetUsed };
  if ('localWait' in condition) return { kind: 'localWait', seconds: condition.localWait / 1000 };
  return condition satisfies never;
}

/** What one begins with. */
export function emptyFields(kind: ConditionKind): ConditionFields {
  switch (kind) {
    case 'door':
      return { kind, text: 'window' };
    case 'model':
    case 'client':
    case 'tag':
    case 'text':
      return { kind, text: '' };
    case 'task':
      return { kind, tasks: [] };
    case 'personalData':
      return { kind, kinds: [] };
    case 'inputTokens':
      return { kind, atLeast: null, atMost: null };
    case 'has':
      return { kind, need: 'image' };
    case 'time':
      return { kind, from: '22:00', until: '07:00', days: [] };
    case 'isOffline':
      return { kind, isOffline: true };
    case 'budgetUsed':
      return { kind, percent: null };
    case 'localWait':
      return { kind, seconds: null };
  }
}

/** Null while something of it is missing. */
export function plainOf(fields: ConditionFields): PlainCondition | null {
  switch (fields.kind) {
    case 'model':
    case 'door':
    case 'client':
    case 'tag':
    case 'text':
      return textCondition(fields.kind, fields.kind === 'text' ? fields.text : fields.text.trim());
    case 'task':
      return fields.tasks.length === 0 ? null : { task: [...fields.tasks] };
    case 'personalData':
      return fields.kinds.length === 0 ? null : { personalData: [...fields.kinds] };
    case 'inputTokens': {
      const { atLeast, atMost } = fields;
      if (atLeast === null && atMost === null) return null;
      return { inputTokens: { ...(atLeast !== null && { atLeast }), ...(atMost !== null && { atMost }) } };
    }
    case 'has':
      return { has: fields.need };
    case 'time': {
      const { from, until, days } = fields;
      return { time: { from, until, ...(days.length > 0 && { days: days.toSorted((a, b) => a - b) }) } };
    }
    case 'isOffline':
      return { isOffline: fields.isOffline };
    case 'budgetUsed':
      return fields.percent === null ? null : { budgetUsed: fields.percent };
    case 'localWait':
      return fields.seconds === null ? null : { localWait: Math.round(fields.seconds * 1000) };
  }
}

function textCondition(kind: 'model' | 'door' | 'client' | 'tag' | 'text', text: string): PlainCondition | null {
  if (text === '') return null;
  switch (kind) {
    case 'model':
      return { model: text };
    case 'door':
      return { door: text };
    case 'client':
      return { client: text };
    case 'tag':
      return { tag: text };
    case 'text':
      return { text };
  }
}

/** As short as it can be said; null where nothing is left to ask. What is not finished is left out. */
export function conditionOf(item: ItemDraft): Condition | null {
  if (item.type === 'raw') return item.condition;
  if (item.type === 'row') return plainOf(item.fields);
  const parts = item.items.map(conditionOf).filter((part) => part !== null);
  const [only] = parts;
  if (only === undefined) return null;
  if (item.mode === 'none') return { not: parts.length === 1 ? only : { any: parts } };
  return parts.length === 1 ? only : item.mode === 'all' ? { all: parts } : { any: parts };
}
