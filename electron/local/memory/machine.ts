import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism, freemem, platform, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { isWslKernel } from '../engine/backends.ts';
import { cgroupFolders, coresOf, memoryOf } from './cgroup.ts';
import { type MemoryInfo, parseMemoryInfo, parseProcessSwap, parseVmStat } from './proc.ts';

/** The machine as the host itself sees it: what a GPU has only the engine knows. Bytes. */
export interface Machine extends MemoryInfo {
  /** Cores this process may use: fewer than there are in a container with a quota. */
  cores: number;
  isWsl: boolean;
  /** Of this process, swapped out; null where the system does not say. */
  processSwap: number | null;
}

export async function readMachine(): Promise<Machine> {
  if (platform() === 'linux') return readLinux();
  if (platform() === 'darwin') return { ...plain(), ...parseVmStat(await output('/usr/bin/vm_stat')) };
  return plain();
}

const plain = (): Machine => ({
  ramTotal: totalmem(),
  ramFree: freemem(),
  swapUsed: 0,
  cores: availableParallelism(),
  isWsl: false,
  processSwap: null,
});

async function readLinux(): Promise<Machine> {
  const [memory, status, release, membership] = await Promise.all([
    text('/proc/meminfo'),
    text('/proc/self/status'),
    text('/proc/sys/kernel/osrelease'),
    text('/proc/self/cgroup'),
  ]);
  const machine = { ...plain(), ...parseMemoryInfo(memory) };
  const folders = cgroupFolders(membership);
  const [limits, quotas] = await Promise.all([
    Promise.all(folders.memory.map((folder) => memoryOf((file) => text(`${folder}/${file}`)))),
    Promise.all(folders.cpu.map((folder) => coresOf((file) => text(`${folder}/${file}`)))),
  ]);
  return {
    ...machine,
    ramTotal: Math.min(machine.ramTotal, ...limits.map(({ total }) => total)),
    ramFree: Math.min(machine.ramFree, ...limits.map(({ free }) => free)),
    cores: Math.max(1, Math.floor(Math.min(machine.cores, ...quotas))),
    isWsl: isWslKernel(release),
    processSwap: parseProcessSwap(status),
  };
}

/** Empty when the system has no such file. */
const text = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

const run = promisify(execFile);
const output = (command: string): Promise<string> =>
  run(command, [], { timeout: 2000 }).then(
    ({ stdout }) => stdout,
    () => '',
  );
