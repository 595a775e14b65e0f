import { and, eq } from 'drizzle-orm';
import type { ProviderId } from '../../shared/model/ids.ts';
import { type ModelChoice, modelChoice } from '../../shared/model/model-choice.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { fromJsonIfPossible } from './rows.ts';
import { modelChoiceTable as table } from './schema.ts';

export type ModelChoices = ReturnType<typeof createModelChoices>;

export function createModelChoices({ db }: Connection, log: Log) {
  const read = (row: typeof table.$inferSelect): ModelChoice => {
    const { details, ...rest } = row;
    const parsed = modelChoice.safeParse({ ...rest, details: fromJsonIfPossible(details) });
    if (parsed.success) return parsed.data;
    // What cannot be read must not switch a model on again that somebody switched off.
    log.error({ providerId: row.providerId, model: row.modelId }, 'what was chosen for a model cannot be read');
    return { ...rest, details: {}, underlying: null };
  };
  const ofModel = (providerId: ProviderId, modelId: string) =>
    and(eq(table.providerId, providerId), eq(table.modelId, modelId));

  return {
    list: (providerId: ProviderId): ModelChoice[] =>
      db.select().from(table).where(eq(table.providerId, providerId)).all().map(read),

    get(providerId: ProviderId, modelId: string): ModelChoice | undefined {
      const row = db.select().from(table).where(ofModel(providerId, modelId)).get();
      return row && read(row);
    },

    put({ details, ...choice }: ModelChoice): void {
      const row = { ...choice, details: JSON.stringify(details) };
      db.insert(table)
        .values(row)
        .onConflictDoUpdate({ target: [table.providerId, table.modelId], set: row })
        .run();
    },

    delete(providerId: ProviderId, modelId: string): void {
      db.delete(table).where(ofModel(providerId, modelId)).run();
    },
  };
}
