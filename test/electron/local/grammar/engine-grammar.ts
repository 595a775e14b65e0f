import { getLlama, type Llama, type LlamaGrammar, LlamaLogLevel } from 'node-llama-cpp';

/** A check of the engine's own for tests, which its types leave out. */
interface TextCheck {
  _testText(text: string): boolean;
}

let opening: Promise<Llama> | undefined;

/** One engine for a test file, without a model. */
export const openEngine = (): Promise<Llama> =>
  (opening ??= getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: LlamaLogLevel.error,
    maxThreads: 1,
  }));

/** Whether the engine lets a model write exactly this text and end there. */
export const allows = (grammar: LlamaGrammar, text: string): boolean =>
  (grammar as unknown as TextCheck)._testText(text);
