import type { SharedV4Warning, SpeechModelV4 } from '@ai-sdk/provider';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { inputFor, inputsOf, type ReplicateReach } from './inputs.ts';
import { type Prediction, predictionsOf } from './predictions.ts';

/** How the models call the text they speak; the most usual name first. */
const textNames = ['text', 'prompt', 'inputs', 'input', 'text_input', 'gen_text', 'script'];
const names = {
  voice: ['voice', 'voice_id', 'speaker', 'voice_preset', 'preset'],
  speed: ['speed', 'speaking_rate'],
  language: ['language', 'lang'],
  instructions: ['instructions', 'style_prompt', 'description'],
  outputFormat: ['output_format', 'audio_format', 'format'],
} as const;

/** The address of the sound, which comes alone, first in a list, or as a field. */
function addressOf({ output }: Prediction): string | undefined {
  const [first] = [output].flat();
  const found = typeof first === 'object' && first !== null ? Object.values(first) : [first];
  return found.find((value) => typeof value === 'string' && /^(https?|data):/.test(value));
}

/** Models that speak, as predictions; the package has none. */
export function replicateSpeech(modelId: string, reach: ReplicateReach): SpeechModelV4 {
  const predictions = predictionsOf(reach);

  return {
    specificationVersion: 'v4',
    provider: reach.provider,
    modelId,
    async doGenerate(call) {
      const signal = call.abortSignal ?? new AbortController().signal;
      const inputs = await inputsOf(reach, modelId, signal);
      const warnings: SharedV4Warning[] = [];
      const input: Record<string, unknown> = { [inputFor(textNames, inputs) ?? 'text']: call.text };
      for (const [feature, candidates] of Object.entries(names)) {
        const value = call[feature as keyof typeof names];
        const name = inputFor(candidates, inputs);
        if (value !== undefined && name) input[name] = value;
        if (value !== undefined && !name) warnings.push({ type: 'unsupported', feature });
      }
      const body = { input: { ...input, ...call.providerOptions?.[reach.provider] } };
      const { made, responseHeaders, release } = await predictions.create(modelId, body, {
        headers: call.headers,
        signal,
      });
      try {
        const done = await predictions.wait(made, (one) => addressOf(one) !== undefined, signal);
        return {
          audio: await soundAt(addressOf(done), { reach, modelId, signal }),
          warnings,
          request: { body },
          response: { timestamp: new Date(), modelId, headers: responseHeaders, body: done },
        };
      } finally {
        release();
      }
    },
  };
}

interface Fetching {
  reach: ReplicateReach;
  modelId: string;
  signal: AbortSignal;
}

/** The file lies where everybody with its address can read it: the key stays here. */
async function soundAt(url: string | undefined, { reach, modelId, signal }: Fetching): Promise<Uint8Array> {
  if (url === undefined) throw new AppError('PROVIDER_BAD_ANSWER', `${modelId} answered without a sound. Try again.`);
  const { createBinaryResponseHandler, createStatusCodeErrorResponseHandler, getFromApi } = await import(
    '@ai-sdk/provider-utils'
  );
  const { value } = await getFromApi({
    url,
    validateUrl: true,
    trustedOrigin: reach.baseUrl,
    successfulResponseHandler: createBinaryResponseHandler(),
    failedResponseHandler: createStatusCodeErrorResponseHandler(),
    abortSignal: signal,
    fetch: reach.fetch,
  });
  return value;
}
