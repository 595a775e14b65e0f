// In a process of its own: the engine's library has one log and one set of threads a process.
import { getLlama, type LlamaContextSequence } from 'node-llama-cpp';
import type { RawOptions, RawRequest } from './raw.ts';
import { words } from './words.ts';

const { path, slots, contextSize, threads, useGpu } = JSON.parse(process.argv[2] ?? '{}') as RawOptions;
const llama = await getLlama({ gpu: useGpu ? 'auto' : false, build: 'never', maxThreads: threads });
const model = await llama.loadModel({ modelPath: path });
const context = await model.createContext({ sequences: slots, contextSize, threads });
const sequences = Array.from({ length: slots }, () => context.getSequence());

/** Ms after its start at which each token came. */
async function stream(sequence: LlamaContextSequence, promptTokens: number, wanted: number): Promise<number[]> {
  await sequence.clearHistory();
  const prompt = model.tokenize(words(promptTokens)).slice(0, promptTokens);
  const start = performance.now();
  const times: number[] = [];
  for await (const _ of sequence.evaluate(prompt, { temperature: 0.8, topK: 40, topP: 0.95, minP: 0.05, seed: 1 })) {
    times.push(performance.now() - start);
    if (times.length >= wanted) break;
  }
  return times;
}

const answer = async ({ count, promptTokens, wanted }: RawRequest): Promise<void> => {
  const some = sequences.slice(0, count);
  process.send?.(await Promise.all(some.map((sequence) => stream(sequence, promptTokens, wanted))));
};
process.on('message', (request: RawRequest) => void answer(request));
process.send?.(llama.gpu || 'cpu');
