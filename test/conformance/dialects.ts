import type { Dialect } from './dialect.ts';

const files = import.meta.glob<Record<string, unknown>>(['./dialects/*.ts', '!./dialects/*.test.ts'], { eager: true });

const isDialect = (value: unknown): value is Dialect =>
  typeof value === 'object' && value !== null && ['matches', 'raise', 'read', 'compare'].every((name) => name in value);

/** What others match only by the end of an address comes last. */
const general = ['model-list', 'rerank'];

export const dialects: readonly Dialect[] = Object.values(files)
  .flatMap((exports) => Object.values(exports).filter(isDialect))
  .toSorted((a, b) => Number(general.includes(a.name)) - Number(general.includes(b.name)));
