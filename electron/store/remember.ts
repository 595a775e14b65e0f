import type { Connection } from './connection.ts';

type Repository = Record<string, (...parameters: never[]) => unknown>;

/** What every request reads, by the repository and the function. All else these repositories do changes something. */
const reads = {
  providers: ['list', 'get'],
  credentials: ['list', 'get'],
  networkSecrets: ['of'],
  secrets: ['get', 'list', 'count'],
  models: ['get', 'list', 'fetchedAt'],
  modelChoices: ['get', 'list'],
  aliases: ['list', 'get', 'idOfName'],
  rules: ['list', 'get'],
} as const;

const most = 5000;

/**
 * Keeps what was read until one of these repositories writes: nobody else writes to this database. What is read inside a
 * transaction may be undone, so it is not kept.
 */
export function remembering<Repositories extends Record<keyof typeof reads, object>>(
  repositories: Repositories,
  { client }: Pick<Connection, 'client'>,
): Repositories {
  const kept = new Map<string, unknown>();

  const remembered =
    (name: string, read: (...parameters: never[]) => unknown) =>
    (...parameters: never[]): unknown => {
      const key = parameters.length === 0 ? name : `${name} ${parameters.join(' ')}`;
      const known = kept.get(key);
      if (known !== undefined || kept.has(key)) return known;
      const value = read(...parameters);
      if (client.inTransaction) return value;
      if (kept.size >= most) kept.clear();
      kept.set(key, value);
      return value;
    };
  const changing =
    (write: (...parameters: never[]) => unknown) =>
    (...parameters: never[]): unknown => {
      kept.clear();
      return write(...parameters);
    };

  const wrapped = Object.entries(reads).map(([name, readers]) => {
    const repository = repositories[name as keyof typeof reads] as Repository;
    const functions = Object.entries(repository).map(([call, run]) => {
      const isRead = (readers as readonly string[]).includes(call);
      return [call, isRead ? remembered(`${name}.${call}`, run) : changing(run)];
    });
    return [name, Object.fromEntries(functions)];
  });
  return { ...repositories, ...Object.fromEntries(wrapped) };
}
