import Database from 'better-sqlite3';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import * as batchSchema from '../../../electron/store/batch-schema.ts';
import { migrations } from '../../../electron/store/migrations/index.ts';
import * as mainSchema from '../../../electron/store/schema.ts';

const schema = { ...mainSchema, ...batchSchema };

interface ColumnInfo {
  name: string;
  type: string;
  notnull: 0 | 1;
  pk: number;
  dflt_value: string | null;
}

const migrated = (): Database.Database => {
  const client = new Database(':memory:');
  for (const { sql } of migrations) client.exec(sql);
  return client;
};

// Catches: a column added to the migration or to the schema alone, which fails only when its query runs.
test('the schema says what the migrations made', () => {
  const client = migrated();
  const described = Object.values(schema).map((table) => {
    const { name, columns, primaryKeys } = getTableConfig(table);
    const key = primaryKeys.flatMap(({ columns: parts }) => parts.map((part) => part.name));
    return {
      name,
      columns: columns
        .map((column) => ({
          name: column.name,
          type: column.getSQLType().toUpperCase(),
          isRequired: column.notNull || column.primary,
          isKey: column.primary || key.includes(column.name),
          hasDefault: column.default !== undefined,
        }))
        .sort((a, b) => a.name.localeCompare(b.name)),
    };
  });
  const real = described.map(({ name }) => ({
    name,
    columns: (client.pragma(`table_info(${name})`) as ColumnInfo[])
      .map((column) => ({
        name: column.name,
        type: column.type,
        // INTEGER PRIMARY KEY is the row id, so required without saying so.
        isRequired: column.notnull === 1 || column.pk > 0,
        isKey: column.pk > 0,
        hasDefault: column.dflt_value !== null,
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  }));
  expect(real).toEqual(described);
  const tables = client.prepare<[], { name: string; strict: number }>(
    "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
  );
  const rows = tables.all();
  expect(rows.map(({ name }) => name).sort()).toEqual(described.map(({ name }) => name).sort());
  expect(rows.filter(({ strict }) => strict === 0)).toEqual([]);
  client.close();
});

// Catches: a foreign key without an index, which turns each delete into a scan of the whole table.
test('every foreign key has an index to follow it backwards', () => {
  const client = migrated();
  const unindexed = Object.values(schema).flatMap((table) => {
    const { name } = getTableConfig(table);
    const keys = client.pragma(`foreign_key_list(${name})`) as { from: string }[];
    const indexes = client.pragma(`index_list(${name})`) as { name: string }[];
    const first = indexes.map((index) => (client.pragma(`index_info(${index.name})`) as { name: string }[])[0]?.name);
    return keys.filter(({ from }) => !first.includes(from)).map(({ from }) => `${name}.${from}`);
  });
  expect(unindexed).toEqual([]);
  client.close();
});
