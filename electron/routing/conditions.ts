import type { Condition, Need, PersonalData, PlainCondition, TaskType } from '../../shared/model/routing.ts';

/** What a request is, as far as a rule may ask. What takes time to find out is found out when it is asked for. */
export interface RequestFacts {
  /** The name that was asked for: of an alias or a model. */
  model: string;
  door: string;
  client: string | null;
  tags: readonly string[];
  readonly task: TaskType;
  inputTokens: number;
  needs: ReadonlySet<Need>;
  /** Whether a pattern of a rule is in what the user wrote. */
  matches(pattern: string): boolean;
  readonly personalData: ReadonlySet<PersonalData>;
  /** UTC ms. */
  at: number;
  /** Minutes to add to UTC. */
  timeZoneOffset: number;
  isOffline: boolean;
  /** Percent of the tightest budget; null where there is none. */
  budgetUsed: number | null;
  /** How long the local engine would let it wait; null where it has no model for it. In ms. */
  localWait: number | null;
}

/** Whether a condition holds, and its parts, for whoever wants to know why. */
export interface Outcome {
  condition: Condition;
  holds: boolean;
  parts: Outcome[];
}

/** All of it, also what was decided already: the tester shows every part. */
export function explain(condition: Condition, facts: RequestFacts): Outcome {
  if ('all' in condition) {
    const parts = condition.all.map((one) => explain(one, facts));
    return { condition, parts, holds: parts.every(({ holds }) => holds) };
  }
  if ('any' in condition) {
    const parts = condition.any.map((one) => explain(one, facts));
    return { condition, parts, holds: parts.some(({ holds }) => holds) };
  }
  if ('not' in condition) {
    const part = explain(condition.not, facts);
    return { condition, parts: [part], holds: !part.holds };
  }
  return { condition, parts: [], holds: isTrue(condition, facts) };
}

/** The same, and no further than needed. */
export function holds(condition: Condition, facts: RequestFacts): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, facts));
  if ('any' in condition) return condition.any.some((one) => holds(one, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  return isTrue(condition, facts);
}

function isTrue(condition: PlainCondition, facts: RequestFacts): boolean {
  if ('model' in condition) return likeName(condition.model, facts.model);
  if ('door' in condition) return condition.door === facts.door;
  if ('client' in condition) return condition.client === facts.client;
  if ('tag' in condition) return facts.tags.includes(condition.tag);
  if ('task' in condition) return condition.task.includes(facts.task);
  if ('inputTokens' in condition) {
    const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = condition.inputTokens;
    return facts.inputTokens >= atLeast && facts.inputTokens <= atMost;
  }
  if ('has' in condition) return facts.needs.has(condition.has);
  if ('text' in condition) return facts.matches(condition.text);
  if ('personalData' in condition) return condition.personalData.some((kind) => facts.personalData.has(kind));
  if ('time' in condition) return isWithin(condition.time, facts);
  if ('isOffline' in condition) return condition.isOffline === facts.isOffline;
  if ('budgetUsed' in condition) return facts.budgetUsed !== null && facts.budgetUsed >= condition.budgetUsed;
  // Who is not there at all lets wait for ever.
  if ('localWait' in condition) return facts.localWait === null || facts.localWait >= condition.localWait;
  return condition satisfies never;
}

/** A name, in which * stands for anything. Case is nothing to go by: clients write names as they like. */
export function likeName(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

type TimeWindow = Extract<PlainCondition, { time: unknown }>['time'];

const minute = 60_000;
const dayOf = (moment: Date): number => moment.getUTCDay() || 7;

/** What begins before midnight belongs to the day it began on. */
function isWithin({ from, until, days }: TimeWindow, { at, timeZoneOffset }: RequestFacts): boolean {
  const moment = new Date(at + timeZoneOffset * minute);
  const time = moment.toISOString().slice(11, 16);
  const isOn = (day: number): boolean => days === undefined || days.includes(day);
  const today = dayOf(moment);
  if (from < until) return from <= time && time < until && isOn(today);
  if (time >= from) return isOn(today);
  return time < until && isOn(today === 1 ? 7 : today - 1);
}
