import type { Catalogue } from '../../../shared/i18n/index.ts';
import type { CredentialId } from '../../../shared/model/ids.ts';
import type { Credential } from '../../../shared/model/provider.ts';
import { errorDataOf, errorWords } from '../../lib/error-words.ts';
import type { I18n } from '../../lib/i18n.ts';
import { fieldErrorOf } from './provider-form.ts';
import { failureOfTest, type TestRun } from './providers-store.ts';

type Words = Pick<I18n, 't' | 'format'>;

/** What a person is told about a key, the most pressing first. */
export type KeyCondition = 'off' | 'refused' | 'resting' | 'due' | 'ready';

export function conditionOf(
  { isEnabled, state, restsUntil, isDue }: Pick<Credential, 'isEnabled' | 'state' | 'restsUntil' | 'isDue'>,
  now: number,
): KeyCondition {
  if (!isEnabled) return 'off';
  // The host says so as well, a moment later.
  const isOver = restsUntil !== null && restsUntil <= now;
  if (state !== 'ready' && !isOver) return state;
  return isDue ? 'due' : 'ready';
}

/** How a key is named where there may be several: its label, and what tells it from one with the same. */
export const nameOf = ({ label, masked }: Pick<Credential, 'label' | 'masked'>, t: Catalogue): string =>
  `${label || t.providers.keys.unnamed} ${masked}`;

/** Why a key rests. What to do about a limit is to wait, and until when stands beside it. */
export function reasonOfRest(failure: NonNullable<Credential['failure']>, words: Words): string {
  const { title, remedy } = errorWords(failure, words);
  return failure.code === 'RATE_LIMITED' ? `${title}.` : `${title}. ${remedy}`;
}

type Ordered = Pick<Credential, 'id' | 'priority'>;

/** What has to be stored so that the key stands at `place`, counted from 0. The keys are in their present order. */
export function placeChanges(
  keys: readonly Ordered[],
  id: CredentialId,
  place: number,
): { credentialId: CredentialId; priority: number }[] {
  const key = keys.find((one) => one.id === id);
  if (!key || keys.indexOf(key) === place) return [];
  const others = keys.filter((one) => one !== key);
  const wanted = [...others.slice(0, place), key, ...others.slice(place)];
  return wanted.flatMap((one, priority) => (one.priority === priority ? [] : [{ credentialId: one.id, priority }]));
}

/** A new key comes last: among equals the oldest is first. */
export const lastPriority = (keys: readonly Ordered[]): number => Math.max(0, ...keys.map(({ priority }) => priority));

/** The error of the host when it is about the key that was typed, in the words for its field. */
export function keyErrorOf(thrown: unknown, words: Words): string | undefined {
  const typed = fieldErrorOf(thrown, ['apiKey'], words.t);
  if (typed) return typed['apiKey'];
  if (errorDataOf(thrown).details?.['param'] !== 'apiKey') return undefined;
  return words.t.providers.keys.oldStays(errorWords(thrown, words).title);
}

/** How a test went. Where no model was named, nothing may have been asked. */
export function testWords(run: TestRun, words: Words): string {
  const { testing, testFailed, testPassed, testPassedUnsure } = words.t.providers.keys;
  if (run.state === 'running') return testing;
  if (run.state === 'failed' || !run.result.ok) {
    const { title, remedy } = errorWords(failureOfTest(run), words);
    return testFailed(`${title}. ${remedy}`);
  }
  const { modelCount } = run.result;
  return modelCount === 0 ? testPassedUnsure : testPassed(words.format.number(modelCount), modelCount === 1);
}

/** A whole number that was typed; null for nothing, undefined for anything else. */
export function readWhole(text: string, min: number, max: number): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const value = /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}
