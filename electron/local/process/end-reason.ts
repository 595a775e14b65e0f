import type { ProcessEnd } from './engine-process.ts';
import { memoryMark } from './watchdog.ts';

/** Why a process ended, in words that finish the sentence "The engine stopped: …". No path, no prompt. */
export function endReason({ exitCode, signal }: ProcessEnd, output: string): string {
  for (const [pattern, words] of saidSo) {
    const match = [...output.matchAll(pattern)].at(-1);
    if (match) return words(shorten(match[1] ?? ''));
  }
  if (exitCode === null && signal === null) return 'its process could not be started';
  const name = signal ?? signalOf(exitCode);
  if (name !== undefined) return bySignal[name] ?? `it was ended by ${name}`;
  return `it ended with code ${exitCode}`;
}

const gpuMemory = 'the memory of the GPU ran out';
const killed = 'it was killed from outside, probably because memory ran out';

/** Whether it says more about the machine at that moment than about the file. */
export const isMomentary = (reason: string): boolean => reason === gpuMemory || reason === killed;

/** What dying programs write, the surest first. */
const saidSo: readonly (readonly [pattern: RegExp, words: (detail: string) => string])[] = [
  [
    new RegExp(`^${memoryMark} (\\d+)`, 'gm'),
    (limit) => `it took more than ${gibibytes(Number(limit))} of memory and was stopped`,
  ],
  [/(?:CUDA error: out of memory|ErrorOutOfDeviceMemory|cudaMalloc failed)/g, () => gpuMemory],
  [/(?:ErrorDeviceLost|device lost)/gi, () => 'the driver of the GPU gave up'],
  [/(GGML_ASSERT\(.*\) failed)/g, (assertion) => `the engine gave up: ${assertion}`],
  [/^.*\.(?:c|cc|cpp|cu|cuh|h|hpp|m|metal):\d+: (.+)$/gm, (said) => `the engine gave up: ${said}`],
  [/^\s*what\(\): +(.+)$/gm, (said) => `the engine gave up: ${said}`],
  [
    /(?:FATAL ERROR: .*(?:heap|memory|size)|Fatal JavaScript (?:out of memory|invalid size))/gi,
    () => 'it ran out of memory',
  ],
  [/Assertion [`'](.+?)' failed/g, (assertion) => `an assertion failed: ${assertion}`],
  [/^(?:Uncaught )?((?:[A-Z]\w*)?Error(?: \[\w+\])?: .+)$/gm, (said) => `it failed: ${said}`],
];

const bySignal: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'the engine gave up without saying why',
  SIGBUS: 'the file changed while it was in use, or the disk failed',
  SIGSEGV: 'the engine reached for memory that is not its own',
  SIGILL: 'the processor lacks an instruction that the engine needs',
  SIGFPE: 'the engine made a calculation that has no result',
  SIGKILL: killed,
  SIGTERM: 'it was ended from outside',
  SIGTRAP: 'it stopped itself, probably because memory ran out',
};

/** As shells and Electron tell a signal by a code, and what Windows has in its place. */
const byCode: Readonly<Record<number, NodeJS.Signals>> = {
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
  [0xc0000005]: 'SIGSEGV',
  [0xc0000006]: 'SIGBUS',
  [0xc000001d]: 'SIGILL',
  [0xc0000094]: 'SIGFPE',
  [0xc0000409]: 'SIGABRT',
};

function signalOf(exitCode: number | null): NodeJS.Signals | undefined {
  if (exitCode === null) return undefined;
  const code = exitCode >>> 0;
  return byCode[code > 128 && code < 160 ? code - 128 : code];
}

const gibibytes = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;

const longest = 200;
const shorten = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest)}…`;
};
