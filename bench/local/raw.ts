// The floor: node-llama-cpp called directly, with nothing of ours in between.
import { getLlama, type LlamaContextSequence } from 'node-llama-cpp';
import { words } from './words.ts';

export interface RawOptions {
  path: string;
  slots: number;
  contextSize: number;
  threads: number;
  useGpu: boolean;
}

export async function openRaw({ path, slots, contextSize, threads, useGpu }: RawOptions) {
  const llama = await getLlama({ gpu: useGpu ? 'auto' : false, build: 'never', maxThreads: threads, logger() {} });
  const model = await llama.loadModel({ modelPath: path });
  const context = await model.createContext({ sequences: slots, contextSize, threads });
  const sequences = Array.from({ length: slots }, () => context.getSequence());

  /** Ms after its start at which each token came. */
  async function stream(sequence: LlamaContextSequence, promptTokens: number, wanted: number): Promise<number[]> {
    await sequence.clearHistory();
    const prompt = model.tokenize(words(promptTokens)).slice(0, promptTokens);
    const start = performance.now();
    const times: number[] = [];
    for await (const _ of sequence.evaluate(prompt, { temperature: 0.8, seed: 1 })) {
      times.push(performance.now() - start);
      if (times.length >= wanted) break;
    }
    return times;
  }

  return {
    backend: llama.gpu || 'cpu',
    streams: (count: number, promptTokens: number, wanted: number) =>
      Promise.all(sequences.slice(0, count).map((sequence) => stream(sequence, promptTokens, wanted))),
    close: () => llama.dispose(),
  };
}
