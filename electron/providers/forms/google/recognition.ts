import type { SharedV4Warning, TranscriptionModelV4, TranscriptionModelV4CallOptions } from '@ai-sdk/provider';
import { z } from 'zod';
import { isAutomatic, isUnspaced, languageOf, withRegion } from '../speech/language-tag.ts';

export interface RecognitionReach {
  /** `https://speech.googleapis.com/v2/projects/my-project/locations/global/recognizers/_` */
  recognizer: string;
  fetch: typeof fetch;
}

const ownOptions = z
  .looseObject({
    /** `de` or `de-DE`. Default: found out, where the model can. */
    language: z.string().optional(),
    /** Sound that may be in any of them. */
    languages: z.array(z.string()).min(1).optional(),
  })
  .catch({});

/** `1.200s` */
const seconds = z
  .string()
  .transform((text) => Number.parseFloat(text))
  .pipe(z.number());
const word = z.looseObject({ word: z.string(), startOffset: seconds.nullish(), endOffset: seconds.nullish() });
const result = z.looseObject({
  alternatives: z
    .array(z.looseObject({ transcript: z.string().default(''), words: z.array(word).nullish() }))
    .default([]),
  resultEndOffset: seconds.nullish(),
  languageCode: z.string().nullish(),
});
const answer = z.looseObject({
  // Silence is an answer without any.
  results: z.array(result).default([]),
  metadata: z.looseObject({ totalBilledDuration: seconds.nullish() }).nullish(),
});
type Heard = z.output<typeof answer>;

/** Only these models find out what is spoken: https://cloud.google.com/speech-to-text/v2/docs/chirp-model */
const hearsAll = (model: string): boolean => model.startsWith('chirp');

function languagesFor(model: string, { providerOptions }: TranscriptionModelV4CallOptions) {
  const { language, languages } = ownOptions.parse(providerOptions?.['googleCloud'] ?? {});
  const named = languages ?? (isAutomatic(language) ? [] : [language]);
  if (named.length > 0) return { languageCodes: named.map(withRegion), warnings: [] };
  if (hearsAll(model)) return { languageCodes: ['auto'], warnings: [] };
  const message = `${model} does not find out what is spoken: it was heard as English. Name the language, or use a chirp model.`;
  return { languageCodes: ['en-US'], warnings: [{ type: 'other', message } satisfies SharedV4Warning] };
}

/** What has no container must be described: https://cloud.google.com/speech-to-text/v2/docs/encoding */
function decodingFor(mediaType: string) {
  if (!/^audio\/(x-)?(pcm|l16|raw)\b/i.test(mediaType)) return { autoDecodingConfig: {} };
  const rate = Number(/;\s*rate=(\d+)/i.exec(mediaType)?.[1] ?? 16_000);
  return { explicitDecodingConfig: { encoding: 'LINEAR16', sampleRateHertz: rate, audioChannelCount: 1 } };
}

/** Each stretch begins where the one before it ended. */
function segmentsOf({ results }: Heard) {
  return results.map(({ alternatives: [best], resultEndOffset }, index) => ({
    text: (best?.transcript ?? '').trim(),
    startSecond: index === 0 ? 0 : (results[index - 1]?.resultEndOffset ?? 0),
    endSecond: resultEndOffset ?? 0,
  }));
}

const wordsOf = ({ results }: Heard) =>
  results
    .flatMap(({ alternatives: [best] }) => best?.words ?? [])
    .map(({ word: text, startOffset, endOffset }) => ({
      text,
      startSecond: startOffset ?? 0,
      endSecond: endOffset ?? 0,
    }));

/** A minute at most; more wants a bucket: https://cloud.google.com/speech-to-text/v2/docs/reference/rest/v2/projects.locations.recognizers/recognize */
export const googleRecognition = (modelId: string, { recognizer, fetch }: RecognitionReach): TranscriptionModelV4 => ({
  specificationVersion: 'v4',
  provider: 'google.cloud-speech',
  modelId,
  async doGenerate(options) {
    const { createJsonResponseHandler, createStatusCodeErrorResponseHandler, postJsonToApi } = await import(
      '@ai-sdk/provider-utils'
    );
    const { audio, mediaType, timestampGranularities = [], abortSignal, headers = {} } = options;
    const { languageCodes, warnings } = languagesFor(modelId, options);
    const wantsWords = timestampGranularities.includes('word');
    const body = {
      config: {
        ...decodingFor(mediaType),
        model: modelId,
        languageCodes,
        features: { enableAutomaticPunctuation: true, ...(wantsWords && { enableWordTimeOffsets: true }) },
      },
      content: typeof audio === 'string' ? audio : Buffer.from(audio).toString('base64'),
    };
    abortSignal?.throwIfAborted();
    const { value, rawValue, responseHeaders } = await postJsonToApi({
      url: `${recognizer}:recognize`,
      headers,
      body,
      successfulResponseHandler: createJsonResponseHandler(answer),
      failedResponseHandler: createStatusCodeErrorResponseHandler(),
      ...(abortSignal && { abortSignal }),
      fetch,
    });
    const language = value.results.find(({ languageCode }) => languageCode)?.languageCode ?? languageCodes[0];
    const segments = segmentsOf(value);
    const words = wordsOf(value);
    return {
      text: segments.map(({ text }) => text).join(isUnspaced(language) ? '' : ' '),
      segments,
      ...(words.length > 0 && { words }),
      language: isAutomatic(language) ? undefined : languageOf(language),
      durationInSeconds: value.metadata?.totalBilledDuration ?? value.results.at(-1)?.resultEndOffset ?? undefined,
      warnings,
      response: { timestamp: new Date(), modelId, headers: responseHeaders ?? {}, body: rawValue },
    };
  },
});
