import type { Condition } from '../../shared/model/routing.ts';

/** What a condition is for every request; null where that depends on the request. */
export function constantOf(condition: Condition | null): boolean | null {
  if (condition === null) return true;
  if ('all' in condition) {
    const parts = condition.all.map(constantOf);
    if (parts.includes(false)) return false;
    return parts.includes(null) ? null : true;
  }
  if ('any' in condition) {
    const parts = condition.any.map(constantOf);
    if (parts.includes(true)) return true;
    return parts.includes(null) ? null : false;
  }
  if ('not' in condition) {
    const part = constantOf(condition.not);
    return part === null ? null : !part;
  }
  if ('model' in condition) return /^\*+$/.test(condition.model) || null;
  if ('inputTokens' in condition) {
    const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = condition.inputTokens;
    if (atLeast > atMost) return false;
    return (atLeast === 0 && atMost === Number.POSITIVE_INFINITY) || null;
  }
  return null;
}
