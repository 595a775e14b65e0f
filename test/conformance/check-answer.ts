import type { VendorFixture } from '../fixtures/vendors/types.ts';
import type { Expected } from './dialect.ts';
import { differences } from './differences.ts';
import { unexplained } from './exceptions.ts';

type Fixture = Pick<VendorFixture, 'keepsModel' | 'tells'>;

/** What our vendor told otherwise than the raw body says; empty when it told the same. */
export function checkAnswer(answer: Expected, expected: Expected, fixture: Fixture, name: string): string[] {
  const { keepsModel = () => true, tells } = fixture;
  const { failsInside: _, models, toolCalls, ...rest } = expected;
  const found = Object.entries(rest).flatMap(([field, wanted]) => compareField(field, answer, wanted));
  if (models) found.push(...differences(sorted(answer.models), sorted(models.filter(keepsModel)), 'models'));
  if (toolCalls) found.push(...differences(comparable(answer.toolCalls, toolCalls), toolCalls, 'toolCalls'));
  // The pattern is of the field alone: what stands in it must not decide.
  const fields = new Map(found.map((line) => [line.slice(0, line.indexOf(':')), line]));
  const left = unexplained([...fields.keys()], { exceptions: tells, name, pattern: ({ field }) => field });
  return left.flatMap((field) => fields.get(field) ?? []);
}

/** Of counts, only those that the body holds; not to tell a zero loses nothing. */
function compareField(field: string, answer: Expected, wanted: unknown): string[] {
  const told: unknown = answer[field as keyof Expected];
  if (field !== 'usage') return differences(told, wanted, field);
  const counts = told as Record<string, unknown> | undefined;
  return Object.entries(wanted as Record<string, unknown>).flatMap(([name, count]) =>
    differences(counts?.[name] ?? (count === 0 ? 0 : undefined), count, `usage.${name}`),
  );
}

const sorted = (ids: readonly string[] = []) => [...new Set(ids)].toSorted();

/** An id is compared where the body has one. */
const comparable = (calls: Expected['toolCalls'] = [], wanted: NonNullable<Expected['toolCalls']>) =>
  calls.map(({ id, ...call }, at) => (wanted[at]?.id === undefined ? call : { id, ...call }));
