/** Bytes. */
export interface MemoryInfo {
  ramTotal: number;
  /** What a program could have now without anything being swapped out: caches of files count as free. */
  ramFree: number;
  swapUsed: number;
}

const kibibyte = 1024;

/** `/proc/meminfo`. Nothing where the text is not one. */
export function parseMemoryInfo(text: string): Partial<MemoryInfo> {
  const of = (name: string): number | undefined => {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
    return found === undefined ? undefined : Number(found) * kibibyte;
  };
  const total = of('MemTotal');
  const available = of('MemAvailable') ?? of('MemFree');
  if (total === undefined || available === undefined) return {};
  return { ramTotal: total, ramFree: available, swapUsed: (of('SwapTotal') ?? 0) - (of('SwapFree') ?? 0) };
}

/** `VmSwap` of `/proc/self/status`. */
export function parseProcessSwap(text: string): number | null {
  const found = /^VmSwap:\s+(\d+) kB$/m.exec(text)?.[1];
  return found === undefined ? null : Number(found) * kibibyte;
}

/** `vm_stat` of macOS, where hardly anything is ever free: what is inactive or can be thrown away counts too. */
export function parseVmStat(text: string): Partial<MemoryInfo> {
  const page = Number(/page size of (\d+) bytes/.exec(text)?.[1]);
  const of = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)\\.`, 'm').exec(text)?.[1] ?? 0);
  if (!Number.isFinite(page) || of('Pages free') === 0) return {};
  const pages = of('Pages free') + of('Pages inactive') + of('Pages speculative') + of('Pages purgeable');
  return { ramFree: pages * page };
}
