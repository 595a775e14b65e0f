import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.mjs';

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const holderOf = (path) => {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
};

function tryTake(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Of several that find the same dead holder one wins the rename; the others meet its new lock. */
function removeStale(path) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    rmSync(aside);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

/**
 * Runs `work` while no other process of this checkout does work of the same name. The lock lies outside the
 * checkout because `npm ci` empties node_modules and a build empties out.
 */
export async function withLock(name, work) {
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const path = join(tmpdir(), `switchyard-${name}-${checkout}.lock`);
  let hasSaidSo = false;
  let emptySince;
  while (!tryTake(path)) {
    const holder = holderOf(path);
    // Between making the file and writing the number it is empty for a moment: only a lasting emptiness is stale.
    emptySince = holder === undefined ? (emptySince ?? Date.now()) : undefined;
    const isStale = holder === undefined ? Date.now() - emptySince > 2000 : !isAlive(holder);
    if (isStale) {
      removeStale(path);
      continue;
    }
    if (!hasSaidSo && holder) console.log(`Waiting for another ${name} in this folder (process ${holder}) …`);
    hasSaidSo = true;
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}
