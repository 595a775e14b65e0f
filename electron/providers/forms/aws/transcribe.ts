import type { TranscriptionModelV4, TranscriptionModelV4CallOptions } from '@ai-sdk/provider';
import { z } from 'zod';
import { isAutomatic, isUnspaced, languageOf, withRegion } from '../speech/language-tag.ts';
import { type StreamedAudio, streamedAudio } from './transcribe-audio.ts';
import type { TranscribeResult } from './transcribe-events.ts';
import { type TranscribeReach, transcribeAll } from './transcribe-session.ts';

/** Among these it finds out what is spoken where nobody says it. One region of a language is all it takes. */
const usualLanguages = ['en-US', 'es-US', 'fr-FR', 'de-DE', 'it-IT', 'pt-BR', 'ja-JP', 'ko-KR', 'zh-CN', 'hi-IN'];

const ownOptions = z
  .looseObject({
    /** `de` or `de-DE`. Default: found out. */
    language: z.string().optional(),
    /** Two at least, to find it out among. */
    languages: z.array(z.string()).min(2).optional(),
    vocabularyName: z.string().optional(),
  })
  .catch({});

/** https://docs.aws.amazon.com/transcribe/latest/dg/lang-id-stream.html */
function queryFor(audio: StreamedAudio, { providerOptions }: TranscriptionModelV4CallOptions): URLSearchParams {
  const { language, languages = usualLanguages, vocabularyName } = ownOptions.parse(providerOptions?.['aws'] ?? {});
  const { encoding, sampleRate } = audio;
  return new URLSearchParams({
    'media-encoding': encoding,
    'sample-rate': String(sampleRate),
    ...(isAutomatic(language)
      ? { 'identify-language': 'true', 'language-options': languages.map(withRegion).join(',') }
      : { 'language-code': withRegion(language) }),
    ...(vocabularyName !== undefined && { 'vocabulary-name': vocabularyName }),
  });
}

const textOf = ({ Alternatives: [best] }: TranscribeResult): string => best?.Transcript ?? '';

const wordsOf = ({ Alternatives: [best] }: TranscribeResult) =>
  (best?.Items ?? [])
    .filter(({ Type }) => Type !== 'punctuation')
    .map(({ Content, StartTime, EndTime }) => ({ text: Content, startSecond: StartTime, endSecond: EndTime }));

function lengthOf({ encoding, bytes, sampleRate }: StreamedAudio, results: readonly TranscribeResult[]) {
  return encoding === 'pcm' ? bytes.length / 2 / sampleRate : results.at(-1)?.EndTime;
}

/**
 * Over a stream, which answers at once: the other way wants the sound in a bucket of S3 first.
 * https://docs.aws.amazon.com/transcribe/latest/dg/streaming.html
 */
export const transcribe = (modelId: string, reach: TranscribeReach): TranscriptionModelV4 => ({
  specificationVersion: 'v4',
  provider: 'aws.transcribe',
  modelId,
  async doGenerate(options) {
    const { abortSignal: signal } = options;
    const given = typeof options.audio === 'string' ? Buffer.from(options.audio, 'base64') : options.audio;
    const audio = streamedAudio(given, options.mediaType);
    const query = queryFor(audio, options);
    signal?.throwIfAborted();
    const results = await transcribeAll(reach, { query, bytes: audio.bytes, signal });
    const heard = results.find(({ LanguageCode }) => LanguageCode)?.LanguageCode ?? query.get('language-code');
    const language = heard ? languageOf(heard) : undefined;
    return {
      text: results.map(textOf).join(isUnspaced(language) ? '' : ' '),
      segments: results.map((one) => ({ text: textOf(one), startSecond: one.StartTime, endSecond: one.EndTime })),
      words: results.flatMap(wordsOf),
      language,
      durationInSeconds: lengthOf(audio, results),
      warnings: [],
      response: { timestamp: new Date(), modelId },
    };
  },
});
