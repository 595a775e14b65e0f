// The floor: node-llama-cpp called directly, with nothing of ours in between and the same sampling.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface RawOptions {
  path: string;
  slots: number;
  contextSize: number;
  threads: number;
  useGpu: boolean;
}

export interface RawRequest {
  count: number;
  promptTokens: number;
  wanted: number;
}

export async function openRaw(options: RawOptions) {
  const child = fork(join(import.meta.dirname, 'raw-process.ts'), [JSON.stringify(options)], { execArgv: [] });
  const [backend] = (await once(child, 'message')) as [string];
  return {
    backend,
    async streams(count: number, promptTokens: number, wanted: number): Promise<number[][]> {
      child.send({ count, promptTokens, wanted } satisfies RawRequest);
      const [times] = (await once(child, 'message')) as [number[][]];
      return times;
    },
    close: () => void child.kill(),
  };
}
