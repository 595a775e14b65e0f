// Catches: a container's limit overlooked, so that the kernel ends the app, and a Mac on which nothing ever fits.
import { totalmem } from 'node:os';
import { describe, expect, test } from 'vitest';
import { cgroupFolders, coresOf, memoryOf } from '../../../../electron/local/memory/cgroup.ts';
import { readMachine } from '../../../../electron/local/memory/machine.ts';
import { parseMemoryInfo, parseProcessSwap, parseVmStat } from '../../../../electron/local/memory/proc.ts';

const files = (texts: Record<string, string>) => (name: string) => Promise.resolve(texts[name] ?? '');

describe('/proc', () => {
  test('what is available counts, not what is free', () => {
    const text = 'MemTotal:  1000 kB\nMemFree:  10 kB\nMemAvailable:  700 kB\nSwapTotal:  50 kB\nSwapFree:  20 kB\n';
    expect(parseMemoryInfo(text)).toEqual({ ramTotal: 1_024_000, ramFree: 716_800, swapUsed: 30_720 });
  });

  test('an old kernel, and no such file', () => {
    expect(parseMemoryInfo('MemTotal:  1000 kB\nMemFree:  10 kB\n')).toMatchObject({ ramFree: 10_240, swapUsed: 0 });
    expect(parseMemoryInfo('')).toEqual({});
  });

  test('what of this process is swapped out', () => {
    expect(parseProcessSwap('Name:\tnode\nVmSwap:\t     128 kB\n')).toBe(131_072);
    expect(parseProcessSwap('')).toBeNull();
  });
});

describe('vm_stat', () => {
  const text = `Mach Virtual Memory Statistics: (page size of 16384 bytes)
Pages free:                                5000.
Pages active:                            300000.
Pages inactive:                          200000.
Pages speculative:                         1000.
Pages wired down:                        100000.
Pages purgeable:                            500.
`;

  test('what can be given up is free', () => {
    expect(parseVmStat(text)).toEqual({ ramFree: 206_500 * 16_384 });
  });

  test('something else leaves the system its own number', () => {
    expect(parseVmStat('command not found')).toEqual({});
  });
});

describe('cgroups', () => {
  test('version 2: the group and all above it', () => {
    const { memory, cpu } = cgroupFolders('0::/user.slice/app.scope\n');
    expect(memory).toEqual(['/sys/fs/cgroup/user.slice/app.scope', '/sys/fs/cgroup/user.slice', '/sys/fs/cgroup']);
    expect(cpu).toEqual(memory);
  });

  test('version 1: a tree for each controller', () => {
    const { memory, cpu } = cgroupFolders('4:memory:/box\n2:cpu,cpuacct:/\n');
    expect(memory).toEqual(['/sys/fs/cgroup/memory/box', '/sys/fs/cgroup/memory']);
    expect(cpu).toEqual(['/sys/fs/cgroup/cpu,cpuacct']);
  });

  test('a path out of the tree is not followed', () => {
    expect(cgroupFolders('0::/../../etc\n').memory).toEqual(['/sys/fs/cgroup/etc', '/sys/fs/cgroup']);
  });

  test.each([
    [
      'version 2',
      { 'memory.max': '1000\n', 'memory.current': '600\n', 'memory.stat': 'anon 1\ninactive_file 100\n' },
      500,
    ],
    [
      'version 1',
      {
        'memory.limit_in_bytes': '1000\n',
        'memory.usage_in_bytes': '600\n',
        'memory.stat': 'inactive_file 1\ntotal_inactive_file 100\n',
      },
      500,
    ],
    ['no limit', { 'memory.max': 'max\n', 'memory.current': '600\n' }, Number.POSITIVE_INFINITY],
    ['no limit in version 1', { 'memory.limit_in_bytes': '9223372036854771712\n' }, Number.POSITIVE_INFINITY],
    ['no such files', {}, Number.POSITIVE_INFINITY],
  ])('memory: %s', async (_name, texts, free) => {
    expect((await memoryOf(files(texts))).free).toBe(free);
  });

  test.each([
    ['version 2', { 'cpu.max': '150000 100000\n' }, 1.5],
    ['version 2 without a quota', { 'cpu.max': 'max 100000\n' }, Number.POSITIVE_INFINITY],
    ['version 1', { 'cpu.cfs_quota_us': '200000\n', 'cpu.cfs_period_us': '100000\n' }, 2],
    [
      'version 1 without a quota',
      { 'cpu.cfs_quota_us': '-1\n', 'cpu.cfs_period_us': '100000\n' },
      Number.POSITIVE_INFINITY,
    ],
  ])('cores: %s', async (_name, texts, cores) => {
    expect(await coresOf(files(texts))).toBe(cores);
  });
});

test('this machine', async () => {
  const machine = await readMachine();
  expect(machine.ramTotal).toBeLessThanOrEqual(totalmem());
  expect(machine.ramFree).toBeGreaterThan(0);
  expect(machine.ramFree).toBeLessThanOrEqual(machine.ramTotal);
  expect(machine.cores).toBeGreaterThanOrEqual(1);
});
