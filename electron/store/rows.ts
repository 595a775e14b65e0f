import type { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Log } from '../lib/log.ts';

export interface RowReader<Row, Model> {
  /** Rows that cannot be read are left out and named in the log: one bad row must not cost the others. */
  many(rows: readonly Row[]): Model[];
  one(row: Row): Model;
  oneOrNone(row: Row | undefined): Model | undefined;
}

export interface RowReaderOptions<Row, Schema extends z.ZodType> {
  /** What a row is, in a word: `message`. */
  noun: string;
  schema: Schema;
  shape(row: Row): unknown;
  log: Log;
}

/** Reads rows into models of `shared/model`, checked: a database outlives the code that wrote it. */
export function createRowReader<Row extends { id: string }, Schema extends z.ZodType>({
  noun,
  schema,
  shape,
  log,
}: RowReaderOptions<Row, Schema>): RowReader<Row, z.output<Schema>> {
  type Model = z.output<Schema>;

  const one = (row: Row): Model => {
    try {
      return schema.parse(shape(row));
    } catch {
      // Without the cause: it would quote what stands in the row.
      throw new AppError('STORE_DAMAGED', `The ${noun} ${row.id} cannot be read. A backup may hold it in good order.`);
    }
  };

  return {
    one,
    oneOrNone: (row) => (row === undefined ? undefined : one(row)),
    many: (rows) =>
      rows.flatMap((row) => {
        try {
          return [one(row)];
        } catch {
          log.error({ noun, row: row.id }, 'a row cannot be read and is left out');
          return [];
        }
      }),
  };
}

export const fromJson = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
export const toJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** For what can be made anew: undefined for a text that is no JSON. */
export function fromJsonIfPossible(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
