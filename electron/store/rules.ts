import { asc, eq, max } from 'drizzle-orm';
import type { RuleId } from '../../shared/model/ids.ts';
import { type Rule, type RuleChoices, rule } from '../../shared/model/rule.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { createRowReader } from './rows.ts';
import { ruleTable as table } from './schema.ts';

export type Rules = ReturnType<typeof createRules>;

export function createRules({ db, client }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'rule',
    schema: rule,
    shape: ({ id, choices }: typeof table.$inferSelect) => ({ ...JSON.parse(choices), id }),
    log,
  });

  return {
    /** In the order in which they are asked. One that cannot be read is an error: it may be the one that keeps all at home. */
    list: (): Rule[] => db.select().from(table).orderBy(asc(table.place), asc(table.id)).all().map(rows.one),

    get: (id: RuleId): Rule | undefined => rows.oneOrNone(db.select().from(table).where(eq(table.id, id)).get()),

    /** Behind all others. */
    insert({ id, createdAt, ...choices }: RuleChoices & { id: RuleId; createdAt: number }): void {
      const { last } =
        db
          .select({ last: max(table.place) })
          .from(table)
          .get() ?? {};
      const place = (last ?? -1) + 1;
      db.insert(table)
        .values({ id, createdAt, place, choices: JSON.stringify(choices) })
        .run();
    },

    update(id: RuleId, choices: RuleChoices): void {
      db.update(table)
        .set({ choices: JSON.stringify(choices) })
        .where(eq(table.id, id))
        .run();
    },

    /** These first and in this order; whoever is not named stands behind them as before. */
    order: client.transaction((ids: readonly RuleId[]): void => {
      const known = db.select({ id: table.id }).from(table).orderBy(asc(table.place), asc(table.id)).all();
      const named = new Set(ids);
      const rest = known.map(({ id }) => id).filter((id) => !named.has(id));
      for (const [place, id] of [...ids, ...rest].entries()) {
        db.update(table).set({ place }).where(eq(table.id, id)).run();
      }
    }),

    /** False when there was none. */
    delete: (id: RuleId): boolean => db.delete(table).where(eq(table.id, id)).run().changes > 0,
  };
}
