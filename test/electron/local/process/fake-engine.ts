// Run as a process of its own by the tests beside it: the real child, around an engine that does as the file's name says.
import { basename } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { EngineModel, LoadedInfo, OpenModel } from '../../../../electron/local/engine/engine.ts';
import type { GenerateDelta, GenerateEnd } from '../../../../electron/local/engine/request.ts';
import { serveEngine } from '../../../../electron/local/process/serve.ts';
import { renderSafely } from '../../../../electron/local/process/template-check.ts';
import { runWorker } from '../../../../electron/local/process/worker-role.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';

const info: LoadedInfo = {
  backend: 'cpu',
  fallback: null,
  deviceNames: [],
  gpuLayers: 0,
  totalLayers: 1,
  contextSize: 512,
  trainContextSize: 512,
  slots: 1,
  threads: 1,
  flashAttention: false,
  cacheKeyType: 'F16',
  cacheValueType: 'F16',
  ram: 0,
  vram: 0,
  inputs: [],
  canInfill: false,
  template: null,
};

const end = (outputTokens: number): GenerateEnd => ({
  reason: 'stop',
  stopString: null,
  usage: { inputTokens: 1, cachedTokens: 0, outputTokens, reasoningTokens: 0 },
  droppedTurns: 0,
  times: { queued: 0, prompt: 0, generation: 0 },
  promptLogprobs: null,
  seed: 1,
});

const spin = (): never => {
  for (;;);
};

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(new AppError('CANCELLED', 'stopped'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** Words for ever, one a turn of the loop, until nobody wants them. */
async function* words(signal: AbortSignal): AsyncGenerator<GenerateDelta, GenerateEnd, void> {
  for (let index = 0; !signal.aborted; index += 1) {
    yield { kind: 'text', text: `word-${index} ` };
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new AppError('CANCELLED', 'stopped');
}

/** How often the flood stood still for a while, because nobody took it away. */
let stops = 0;

async function* flood(signal: AbortSignal): AsyncGenerator<GenerateDelta, GenerateEnd, void> {
  let written = 0;
  let seen = -1;
  const timer = setInterval(() => {
    if (written === seen) stops += 1;
    seen = written;
  }, 50);
  try {
    for (; !signal.aborted; written += 1) yield { kind: 'text', text: 'x'.repeat(1000) };
  } finally {
    clearInterval(timer);
  }
  return end(written);
}

async function* hello(): AsyncGenerator<GenerateDelta, GenerateEnd, void> {
  yield { kind: 'text', text: 'hello' };
  return end(1);
}

function fakeModel(behaviour: string): EngineModel {
  return {
    info,
    generate(request, signal) {
      if (behaviour === 'abort-in-first-token') process.abort();
      if (behaviour === 'hang-in-first-token') spin();
      if (Number.isNaN(request.sampling.temperature)) {
        throw new AppError('VALIDATION_FAILED', 'The temperature is no number.', { details: { param: 'temperature' } });
      }
      if (behaviour === 'flood') return flood(signal);
      return behaviour === 'endless' ? words(signal) : hello();
    },
    embed: async (texts) => ({ vectors: texts.map(() => [1, 0]), tokens: texts.length }),
    rank: (_query, _documents, signal) => aborted(signal),
    tokenize: async (text, { special }) =>
      special ? [process.pid] : Array.from(text, (letter) => letter.codePointAt(0) ?? 0),
    detokenize: async (tokens) => String.fromCodePoint(...tokens),
    count: async () => (behaviour === 'flood' ? stops : 7),
    async close() {
      if (behaviour === 'will-not-close') spin();
    },
    onLost: () => {},
  };
}

const openModel: OpenModel = async (spec, { signal, onProgress }) => {
  const behaviour = basename(spec.path);
  onProgress(0.5);
  if (spec.settings.lora.length > 0) process.abort();
  switch (behaviour) {
    case 'abort-in-load':
      process.stderr.write('/build/llama/src/llama-hparams.cpp:23: GGML_ASSERT(n_head > 0) failed\n');
      // Written, before the end.
      return setImmediate(() => process.abort()) && (await aborted(signal));
    case 'hang-in-load':
      return spin();
    case 'hog': {
      const held: Buffer[] = [];
      for (;;) held.push(Buffer.alloc(16 * 1024 ** 2, 1));
    }
    case 'waits':
      return await aborted(signal);
    case 'refused':
      throw new AppError('MODEL_LOAD_FAILED', 'unknown model architecture', { details: { reason: 'unknown' } });
    case 'throws':
      throw new TypeError('a private detail');
    case 'says-its-environment':
      throw new AppError('MODEL_LOAD_FAILED', Object.keys(process.env).join(' '));
    default:
      onProgress(1);
      return fakeModel(behaviour);
  }
};

const templates: Record<string, string> = {
  'endless-template': '{% for i in range(1000000000) %}{% endfor %}',
  'slow-template':
    '{% for i in range(3000) %}{% for j in range(3000) %}{% for k in range(3000) %}{% endfor %}{% endfor %}{% endfor %}',
  'failing-template': "{{ raise_exception('no') }}",
};

if (isMainThread) {
  const entry = import.meta.filename;
  serveEngine({
    entry,
    openModel,
    checkTemplate: (path, options) => renderSafely(templates[basename(path)] ?? 'Hi', { entry, ...options }),
  });
} else await runWorker();
