import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { GenerateDelta, GenerateEnd } from '../engine/request.ts';
import type { Acquire } from './acquire.ts';
import { type AskedModel, toRequest } from './options.ts';
import { createPartWriter } from './stream-parts.ts';

/** A local model as every vendor's: what the gateway asks does not know the difference. */
export function localLanguageModel(asked: AskedModel, acquire: Acquire): LanguageModelV4 {
  const { name } = asked;
  const model: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: 'local',
    modelId: name,
    supportedUrls: {},

    doStream: async (options) => {
      const left = new AbortController();
      const parts = answer(options, left);
      return {
        stream: new ReadableStream<LanguageModelV4StreamPart>(
          {
            async pull(controller) {
              try {
                const { done, value } = await parts.next();
                if (done) controller.close();
                else controller.enqueue(value);
              } catch (error) {
                controller.error(error);
              }
            },
            async cancel() {
              // First, so that the token that is being made is not waited for.
              left.abort();
              await parts.return();
            },
          },
          // Nothing is kept here. The model stays with this request until its answer was read, or was cancelled.
          { highWaterMark: 0 },
        ),
      };
    },

    doGenerate: (options) => collect(answer(options, new AbortController())),
  };

  async function* answer(
    options: LanguageModelV4CallOptions,
    left: AbortController,
  ): AsyncGenerator<LanguageModelV4StreamPart, void, void> {
    const { request, warnings } = toRequest(options, asked);
    const signal = options.abortSignal ? AbortSignal.any([options.abortSignal, left.signal]) : left.signal;
    const lease = await acquire(name, { signal, purpose: 'chat' });
    const deltas: AsyncIterator<GenerateDelta, GenerateEnd, void> = lease.model.generate(request, signal);
    try {
      yield { type: 'stream-start', warnings };
      yield { type: 'response-metadata', modelId: name };
      const writer = createPartWriter();
      for (;;) {
        const step = await deltas.next();
        yield* step.done ? writer.end(step.value) : writer.write(step.value);
        if (step.done) return;
      }
    } finally {
      left.abort();
      // Nothing more of this request may run on the model when somebody else gets it.
      await deltas.return?.();
      lease.release();
    }
  }

  return model;
}

/** The whole answer at once, made of the same parts. */
async function collect(
  parts: AsyncGenerator<LanguageModelV4StreamPart, void, void>,
): Promise<LanguageModelV4GenerateResult> {
  const content: LanguageModelV4Content[] = [];
  let warnings: LanguageModelV4GenerateResult['warnings'] = [];
  for await (const part of parts) {
    const last = content.at(-1);
    if (part.type === 'stream-start') warnings = part.warnings;
    else if (part.type === 'text-start') content.push({ type: 'text', text: '' });
    else if (part.type === 'reasoning-start') content.push({ type: 'reasoning', text: '' });
    else if (part.type === 'tool-call') content.push(part);
    else if (part.type === 'text-delta' || part.type === 'reasoning-delta') {
      if (last?.type === 'text' || last?.type === 'reasoning') last.text += part.delta;
    } else if (part.type === 'finish') {
      const { finishReason, usage, providerMetadata } = part;
      return { content, warnings, finishReason, usage, ...(providerMetadata && { providerMetadata }) };
    }
  }
  throw new AppError('STREAM_INTERRUPTED', 'The answer ended before it was complete. Try again.');
}
