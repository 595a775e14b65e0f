type ReadFile = (name: string) => Promise<string>;

const root = '/sys/fs/cgroup';

/**
 * The folders whose limits hold for a process, from `/proc/self/cgroup`: its own and all above it. A container often
 * sees only its own part of the tree, so the root is among them.
 */
export function cgroupFolders(membership: string): { memory: string[]; cpu: string[] } {
  const folders = { memory: new Set<string>(), cpu: new Set<string>() };
  for (const line of membership.split('\n')) {
    const [, controllers = '', path = ''] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === '') continue;
    if (controllers === '') for (const kind of ['memory', 'cpu'] as const) addAll(folders[kind], root, path);
    for (const kind of ['memory', 'cpu'] as const) {
      if (controllers.split(',').includes(kind)) addAll(folders[kind], `${root}/${controllers}`, path);
    }
  }
  return { memory: [...folders.memory], cpu: [...folders.cpu] };
}

function addAll(folders: Set<string>, base: string, path: string): void {
  const parts = path.split('/').filter((part) => part !== '' && part !== '..');
  for (let count = parts.length; count >= 0; count -= 1) folders.add([base, ...parts.slice(0, count)].join('/'));
}

/** Bytes a group may have and has left, in either version's files; infinite without a limit. */
export async function memoryOf(read: ReadFile): Promise<{ total: number; free: number }> {
  const total = (await numberIn(read, 'memory.max')) ?? (await numberIn(read, 'memory.limit_in_bytes'));
  const used = (await numberIn(read, 'memory.current')) ?? (await numberIn(read, 'memory.usage_in_bytes'));
  // The first version's "no limit" is a number near the largest there is.
  if (total === undefined || total > unlimited)
    return { total: Number.POSITIVE_INFINITY, free: Number.POSITIVE_INFINITY };
  // Pages of files that nobody used lately are given up before anything is refused.
  const statistics = await read('memory.stat');
  // The first version tells its own from those of the groups below it, which the limit holds for as well.
  const idle = /^total_inactive_file (\d+)$/m.exec(statistics) ?? /^inactive_file (\d+)$/m.exec(statistics);
  return { total, free: Math.max(0, total - Math.max(0, (used ?? 0) - Number(idle?.[1] ?? 0))) };
}

const unlimited = 2 ** 60;

/** Cores a group may use; infinite without a quota. */
export async function coresOf(read: ReadFile): Promise<number> {
  const [quota, period] = (await read('cpu.max')).trim().split(' ').map(Number);
  if (quota !== undefined && period !== undefined && quota > 0 && period > 0) return quota / period;
  const quotaV1 = await numberIn(read, 'cpu.cfs_quota_us');
  const periodV1 = await numberIn(read, 'cpu.cfs_period_us');
  if (quotaV1 !== undefined && periodV1 !== undefined && quotaV1 > 0 && periodV1 > 0) return quotaV1 / periodV1;
  return Number.POSITIVE_INFINITY;
}

async function numberIn(read: ReadFile, name: string): Promise<number | undefined> {
  const text = (await read(name)).trim();
  return /^-?\d+$/.test(text) ? Number(text) : undefined;
}
