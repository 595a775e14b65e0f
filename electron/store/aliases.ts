import { asc, eq } from 'drizzle-orm';
import { type Alias, type AliasChoices, alias } from '../../shared/model/alias.ts';
import type { AliasId } from '../../shared/model/ids.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { createRowReader } from './rows.ts';
import { aliasTable as table } from './schema.ts';

export type Aliases = ReturnType<typeof createAliases>;

/** Two names that differ in case only are one: programs write them as they like. */
const keyOf = (name: string): string => name.toLowerCase();

export function createAliases({ db }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'alias',
    schema: alias,
    shape: ({ id, choices }: typeof table.$inferSelect) => ({ ...JSON.parse(choices), id }),
    log,
  });
  const valuesOf = (choices: AliasChoices) => ({
    name: choices.name,
    nameKey: keyOf(choices.name),
    choices: JSON.stringify(choices),
  });

  return {
    /** Oldest first. */
    list: (): Alias[] => rows.many(db.select().from(table).orderBy(asc(table.createdAt), asc(table.id)).all()),

    get: (id: AliasId): Alias | undefined => rows.oneOrNone(db.select().from(table).where(eq(table.id, id)).get()),

    idOfName: (name: string): AliasId | undefined =>
      db
        .select({ id: table.id })
        .from(table)
        .where(eq(table.nameKey, keyOf(name)))
        .get()?.id,

    insert({ id, createdAt, ...choices }: AliasChoices & { id: AliasId; createdAt: number }): void {
      db.insert(table)
        .values({ id, createdAt, ...valuesOf(choices) })
        .run();
    },

    update(id: AliasId, choices: AliasChoices): void {
      db.update(table).set(valuesOf(choices)).where(eq(table.id, id)).run();
    },

    /** False when there was none. */
    delete: (id: AliasId): boolean => db.delete(table).where(eq(table.id, id)).run().changes > 0,
  };
}
