import { access, readFile } from 'node:fs/promises';
import type { Backend } from '../../../shared/model/load-settings.ts';
import type { LoadedInfo } from './engine.ts';

/** What this machine shows of its GPU, without the engine's help. */
export interface GpuSigns {
  isNvidia: boolean;
  isAny: boolean;
  isWsl: boolean;
}

export interface FallbackFacts {
  asked: Backend;
  got: LoadedInfo['backend'];
  /** Looked for only when the CPU was got. */
  found: GpuSigns | null;
  /** What the engine said. */
  problem: string | null;
}

const names: Record<Backend, string> = {
  auto: 'A GPU',
  cuda: 'CUDA',
  vulkan: 'Vulkan',
  metal: 'Metal',
  cpu: 'The CPU',
};

/** Why the model does not run where it was asked to; null when it does. */
export function explainFallback({ asked, got, found, problem }: FallbackFacts): string | null {
  if (asked === got || (asked === 'auto' && got !== 'cpu')) return null;
  if (asked === 'auto') {
    if (!found?.isAny) return null;
    return `A GPU seems to be there, but the engine cannot use it: ${missing(found.isNvidia ? 'cuda' : 'vulkan', found)}`;
  }
  const said = problem && !/no ?binary ?found/i.test(problem) ? ` The engine said: ${problem}` : '';
  return `${names[asked]} was asked for, but ${missing(asked, found)}${said}`;
}

function missing(backend: Backend, found: GpuSigns | null): string {
  const where = found?.isWsl ? ' inside WSL (drivers are installed on Windows, not in it)' : '';
  switch (backend) {
    case 'cuda':
      return found?.isNvidia
        ? `no CUDA runtime (cudart and cublas) was found${where}. The model runs on the CPU.`
        : `no NVIDIA driver was found${where}. The model runs on the CPU.`;
    case 'metal':
      return 'Metal is there on Apple computers only. The model runs on the CPU.';
    case 'vulkan':
    case 'auto':
    case 'cpu':
      return `no Vulkan driver was found${where}. The model runs on the CPU.`;
    default:
      return backend satisfies never;
  }
}

/** Whether a Linux kernel of that name is Windows' own. */
export const isWslKernel = (release: string): boolean => /microsoft|wsl/i.test(release);

export async function isWsl(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  return isWslKernel(await readFile('/proc/sys/kernel/osrelease', 'utf8').catch(() => ''));
}

/** Linux says by its device files; elsewhere nothing is claimed. */
export async function lookForGpu(): Promise<GpuSigns> {
  const isThere = (path: string) =>
    access(path)
      .then(() => true)
      .catch(() => false);
  const [nvidia, nvidiaModule, wslGpu, render] = await Promise.all(
    ['/dev/nvidia0', '/proc/driver/nvidia/version', '/dev/dxg', '/dev/dri/renderD128'].map(isThere),
  );
  const isNvidia = Boolean(nvidia ?? false) || Boolean(nvidiaModule);
  return { isNvidia, isAny: isNvidia || Boolean(wslGpu) || Boolean(render), isWsl: await isWsl() };
}
