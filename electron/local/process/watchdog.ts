import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Watch {
  /** The process that this one must not outlive. Null: somebody else sees to that. */
  parent: number | null;
  /** Most bytes of memory. Null: no limit. */
  memoryLimit: number | null;
}

/** What stands before the limit on stderr when a process was ended for the memory it took. */
export const memoryMark = 'switchyard-engine: memory limit of bytes';

/**
 * Ends this process when its parent is gone or it takes too much. It runs in a thread of its own, because the main one
 * may be in a loop that never ends.
 */
export async function keepWatch({ parent, memoryLimit }: Watch): Promise<never> {
  const pause = memoryLimit === null ? 1000 : 50;
  for (;;) {
    if (parent !== null && !isAlive(parent)) end();
    if (memoryLimit !== null && process.memoryUsage.rss() > memoryLimit) {
      writeSync(2, `${memoryMark} ${memoryLimit}\n`);
      end();
    }
    await sleep(pause);
  }
}

/** No way out but this one is open to a process whose main thread hangs, and no driver's own clean-up can stall it. */
export function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Windows keeps telling the id of a parent that is gone; elsewhere an orphan gets another parent at once. */
function isAlive(parent: number): boolean {
  if (process.platform !== 'win32') return process.ppid === parent;
  try {
    process.kill(parent, 0);
    return true;
  } catch {
    return false;
  }
}
