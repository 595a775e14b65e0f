import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { inputsOf, type ReplicateReach } from './inputs.ts';
import { toLanguageInput } from './language-input.ts';
import { isDone, predictionsOf, textOf, usageOf } from './predictions.ts';
import { toStreamParts } from './stream.ts';

export interface ReplicateLanguageReach extends ReplicateReach {
  /** Hosts that may see the key besides its own: streams come from others. */
  isTheirs(host: string): boolean;
}

const stopped = { unified: 'stop', raw: undefined } as const;

/** Language models as predictions; the package has none. */
export function replicateLanguage(modelId: string, reach: ReplicateLanguageReach): LanguageModelV4 {
  const predictions = predictionsOf(reach);

  async function start(call: LanguageModelV4CallOptions, stream: boolean) {
    const signal = call.abortSignal ?? new AbortController().signal;
    const inputs = await inputsOf(reach, modelId, signal);
    const { UnsupportedFunctionalityError } = await import('@ai-sdk/provider');
    const { input, warnings } = toLanguageInput(call, inputs, (functionality) => {
      throw new UnsupportedFunctionalityError({ functionality });
    });
    const body = { input: { ...input, ...call.providerOptions?.[reach.provider] }, ...(stream && { stream }) };
    return { body, warnings, signal, ...(await predictions.create(modelId, body, { headers: call.headers, signal })) };
  }

  return {
    specificationVersion: 'v4',
    provider: reach.provider,
    modelId,
    supportedUrls: { 'image/*': [/^https:/] },

    async doGenerate(call) {
      const { made, body, warnings, signal, responseHeaders, release } = await start(call, false);
      try {
        const ended = await predictions.wait(made, isDone, signal);
        return {
          content: [{ type: 'text', text: textOf(ended) }],
          finishReason: stopped,
          usage: usageOf(ended),
          warnings,
          request: { body },
          response: { id: made.id, modelId, headers: responseHeaders, body: ended },
        };
      } finally {
        release();
      }
    },

    async doStream(call) {
      const { made, body, warnings, signal, responseHeaders, release, leave } = await start(call, true);
      const { convertAsyncIteratorToReadableStream } = await import('@ai-sdk/provider-utils');
      const usage = async () => usageOf(await predictions.look(made.id, signal).catch(() => ({})));
      const whole = async () => textOf(await predictions.wait(made, isDone, signal));
      const parts = toStreamParts({ made, modelId, warnings, reach, signal, usage, whole, release, leave });
      return {
        stream: convertAsyncIteratorToReadableStream(parts),
        request: { body },
        response: { headers: responseHeaders },
      };
    },
  };
}
