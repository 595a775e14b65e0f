import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moveDatabase, type StoreFiles, stampOf, timeOf } from './files.ts';

export interface Damage {
  /** Where the damaged database lies now. */
  path: string;
  /** When it was set aside, UTC ms. */
  time: number;
}

/** Beside a damaged database that nobody has to be asked about any more. */
const settled = '.settled';
const pattern = /^(.+)-switchyard\.sqlite$/;

/** The damaged databases nothing was done about yet, newest first. */
function unsettled({ damaged }: StoreFiles): Damage[] {
  if (!existsSync(damaged)) return [];
  const names = readdirSync(damaged);
  return names
    .flatMap((name) => {
      const time = timeOf(pattern.exec(name)?.[1] ?? '');
      return time === undefined || names.includes(name + settled) ? [] : [{ path: join(damaged, name), time }];
    })
    .sort((a, b) => b.time - a.time);
}

export const unsettledDamage = (files: StoreFiles): Damage | undefined => unsettled(files)[0];

/** Keeps the files, and stops the offer: a backup from before `since` was restored, or the person wants none. */
export function settleDamage(files: StoreFiles, since = 0): void {
  for (const { path, time } of unsettled(files)) if (time >= since) writeFileSync(path + settled, '');
}

/** Moves the database to the damaged ones. When it is gone, an empty file there says so. */
export function setAside(files: StoreFiles, now: number): string {
  const target = moveDatabase(files.database, files.damaged, stampOf(now));
  if (!existsSync(target)) writeFileSync(target, '');
  return target;
}
