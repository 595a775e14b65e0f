import type { AnswerResult } from '../request.ts';
import type { TokenCounts } from '../work.ts';
import type { Framing } from './framing.ts';

export type Fields = Readonly<Record<string, unknown>>;
export type FinishReason = AnswerResult['finishReason'];

/** What one event of a stream, or a whole answer, says to somebody who only passes it on. */
export interface Note {
  /** Words, thoughts, calls or an end: what somebody who waits would miss. */
  hasContent?: boolean;
  finish?: FinishReason | undefined;
  /** The same, where no event before has named one. */
  usualFinish?: FinishReason;
  /** The answer is complete with it. */
  isEnd?: boolean;
  /** As the vendor counts; later ones add to what earlier ones said. */
  usage?: Fields | undefined;
  /** It holds counts and nothing else. */
  isOnlyUsage?: boolean;
  /** What the vendor says went wrong. */
  failure?: unknown;
}

/** How the answers of one dialect are read in passing. */
export interface Reading {
  framing: Framing;
  /** Finds, in a piece of a stream that has begun, what must be read for more than its place. Others pass unread. */
  notable: RegExp;
  event(event: Fields): Note;
  body(body: Fields): Note;
  counts(usage: Fields): TokenCounts;
  /** Where an answer names its model. */
  modelPaths: readonly string[];
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

export const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

export const isFilled = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** Whether anything stands in it besides what names its kind. */
export const says = (fields: Fields, ...kinds: readonly string[]): boolean =>
  Object.entries(fields).some(([name, value]) => !kinds.includes(name) && isFilled(value));

export const countOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
