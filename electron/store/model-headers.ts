import { and, eq } from 'drizzle-orm';
import { type ModelFacts, modelFacts } from '../../shared/model/model-facts.ts';
import type { Connection } from './connection.ts';
import { fromJsonIfPossible } from './rows.ts';
import { modelHeaderTable as table } from './schema.ts';

export interface FileState {
  path: string;
  /** Bytes. */
  size: number;
  /** UTC ms. */
  modifiedAt: number;
}

export type ModelHeaders = ReturnType<typeof createModelHeaders>;

/** A cache: what cannot be read is as if it were not there, and is read from the file again. */
export function createModelHeaders({ db }: Connection) {
  return {
    get({ path, size, modifiedAt }: FileState): ModelFacts | undefined {
      const row = db
        .select({ facts: table.facts })
        .from(table)
        .where(and(eq(table.path, path), eq(table.size, size), eq(table.modifiedAt, Math.round(modifiedAt))))
        .get();
      return row && modelFacts.safeParse(fromJsonIfPossible(row.facts)).data;
    },

    set({ path, size, modifiedAt }: FileState, facts: ModelFacts): void {
      const row = { size, modifiedAt: Math.round(modifiedAt), facts: JSON.stringify(facts) };
      db.insert(table)
        .values({ path, ...row })
        .onConflictDoUpdate({ target: table.path, set: row })
        .run();
    },
  };
}
