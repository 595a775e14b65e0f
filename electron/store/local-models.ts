import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type LoadChoices, loadChoices } from '../../shared/model/load-settings.ts';
import { type LoadPreset, loadPreset } from '../../shared/model/local-model.ts';
import { newId } from '../lib/id.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { createRowReader, fromJson } from './rows.ts';
import { loadPresetTable as presets, localModelTable as table } from './schema.ts';

/** What somebody chose for a model. */
export interface ModelChoices {
  choices: LoadChoices;
  isPinned: boolean;
}

export type LocalModels = ReturnType<typeof createLocalModels>;

const chosen = z.object({ choices: loadChoices, isPinned: z.boolean() });

export function createLocalModels({ db }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'local model',
    schema: chosen.extend({ id: z.string() }),
    shape: ({ id, choices, isPinned }: { id: string; choices: string; isPinned: boolean }) => ({
      id,
      choices: fromJson(choices),
      isPinned,
    }),
    log,
  });
  const presetRows = createRowReader({
    noun: 'load preset',
    schema: loadPreset,
    shape: ({ choices, ...row }: typeof presets.$inferSelect) => ({ ...row, choices: fromJson(choices) }),
    log,
  });

  return {
    /** By the models' names. Models that nobody changed are not among them. */
    all(): Map<string, ModelChoices> {
      const found = db.select({ id: table.name, choices: table.choices, isPinned: table.isPinned }).from(table).all();
      return new Map(rows.many(found).map(({ id, choices, isPinned }) => [id, { choices, isPinned }]));
    },

    set(name: string, { choices, isPinned }: ModelChoices): void {
      const row = { choices: JSON.stringify(choices), isPinned };
      db.insert(table)
        .values({ name, ...row })
        .onConflictDoUpdate({ target: table.name, set: row })
        .run();
    },

    presets: (): LoadPreset[] => presetRows.many(db.select().from(presets).orderBy(asc(presets.name)).all()),

    /** The same name is replaced. */
    savePreset({ name, choices }: Pick<LoadPreset, 'name' | 'choices'>): LoadPreset {
      const text = JSON.stringify(choices);
      const row = db
        .insert(presets)
        .values({ id: newId(), name, choices: text })
        .onConflictDoUpdate({ target: presets.name, set: { choices: text } })
        .returning()
        .get();
      return presetRows.one(row);
    },

    /** False when there was none. */
    deletePreset: (id: LoadPreset['id']): boolean => db.delete(presets).where(eq(presets.id, id)).run().changes > 0,
  };
}
