import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { AppError } from '../../../../shared/errors/app-error.ts';

type Reader = ReadableStreamDefaultReader<LanguageModelV4StreamPart>;

/**
 * Some packages end a stream that was cut as if it had been whole: their `finish` then holds no reason from the vendor.
 * Such an end is an error here.
 */
export function requireFinish(model: LanguageModelV4): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: (options) => model.doGenerate(options),
    async doStream(options) {
      const left = new AbortController();
      const abortSignal = AbortSignal.any([left.signal, ...(options.abortSignal ? [options.abortSignal] : [])]);
      const { stream, ...rest } = await model.doStream({ ...options, abortSignal });
      return { ...rest, stream: checked(stream.getReader(), model.modelId, left) };
    },
  };
}

const checked = (reader: Reader, modelId: string, left: AbortController) =>
  new ReadableStream<LanguageModelV4StreamPart>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(isCut(value) ? { type: 'error', error: interrupted(modelId) } : value);
    },
    cancel() {
      // Not passed on: a package may leave the failure of its own cancel uncaught, and that would end the process.
      left.abort();
      void drain(reader).catch(() => {});
    },
  });

const isCut = (part: LanguageModelV4StreamPart): boolean =>
  part.type === 'finish' && part.finishReason.unified === 'other' && part.finishReason.raw === undefined;

const interrupted = (modelId: string) =>
  new AppError('STREAM_INTERRUPTED', `The answer of ${modelId} ended before it was complete. Try again.`);

async function drain(reader: Reader): Promise<void> {
  while (!(await reader.read()).done);
}
