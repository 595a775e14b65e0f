import type { SharedV4Warning, SpeechModelV4, SpeechModelV4CallOptions } from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { createRemembered } from '../asking/remembered.ts';
import { isAutomatic, languageOf, withRegion } from '../speech/language-tag.ts';
import { pickVoice } from '../speech/pick-voice.ts';
import { fittedSpeed, leftOut } from '../speech/warnings.ts';
import { type GoogleSpeechReach, type GoogleVoice, listGoogleVoices } from './voices.ts';

/** https://cloud.google.com/text-to-speech/docs/reference/rest/v1/AudioEncoding: LINEAR16 comes as WAV. */
const encodings: Readonly<Record<string, string>> = {
  mp3: 'MP3',
  ogg: 'OGG_OPUS',
  opus: 'OGG_OPUS',
  wav: 'LINEAR16',
  pcm: 'PCM',
};

/** https://cloud.google.com/text-to-speech/docs/reference/rest/v1/AudioConfig */
const speeds = [0.25, 2] as const;

/** Models that are told how to speak, with voices that speak every language. */
const isGemini = (id: string): boolean => id.startsWith('gemini-');
const geminiVoice = 'Kore';

const voicesOf = createRemembered<GoogleVoice[]>(60 * 60 * 1000);

/** The voice in full: `de-DE-Chirp3-HD-Kore`, whoever says only `Kore`, or nothing. */
async function findVoice(
  family: string,
  { voice, language, abortSignal }: SpeechModelV4CallOptions,
  reach: GoogleSpeechReach,
): Promise<string> {
  const wanted = isAutomatic(language) ? 'en' : language;
  const patience = AbortSignal.timeout(20_000);
  const signal = abortSignal ? AbortSignal.any([abortSignal, patience]) : patience;
  const all = await voicesOf(`${reach.address} ${languageOf(wanted)}`, () =>
    listGoogleVoices(reach, { signal, language: languageOf(wanted) }),
  );
  const own = all.filter((one) => one.family.toLowerCase() === family.toLowerCase());
  const named =
    voice === undefined ? own : own.filter(({ id }) => id.toLowerCase().endsWith(`-${voice.toLowerCase()}`));
  const found = pickVoice(named, wanted);
  if (found) return found.id;
  throw new AppError(
    'MODEL_LACKS_CAPABILITY',
    `Google Cloud has no ${family} voice ${voice === undefined ? '' : `${voice} `}for ${wanted}. Choose another voice, language or model.`,
    { details: { capability: 'speech', model: family } },
  );
}

const regionOf = (voice: string): string | undefined => /^([a-z]{2,3}-\w+)-/.exec(voice)?.[1];

async function voiceFor(model: string, options: SpeechModelV4CallOptions, reach: GoogleSpeechReach) {
  const { voice, language } = options;
  if (isGemini(model)) {
    const languageCode = withRegion(isAutomatic(language) ? 'en' : language);
    return { languageCode, name: voice ?? geminiVoice, modelName: model };
  }
  const name = voice !== undefined && regionOf(voice) ? voice : await findVoice(model, options, reach);
  return { languageCode: regionOf(name), name };
}

function warningsFor(model: string, options: SpeechModelV4CallOptions): SharedV4Warning[] {
  const { instructions, speed, outputFormat = 'mp3' } = options;
  return [
    ...(isGemini(model)
      ? leftOut({ speed }, 'Gemini speaks as fast as its instructions say.')
      : [
          ...leftOut({ instructions }, 'Only the voices of Gemini take instructions.'),
          ...(speed === undefined ? [] : fittedSpeed(speed, speeds).warnings),
        ]),
    ...(encodings[outputFormat] ? [] : leftOut({ outputFormat }, 'Google gives mp3, opus, wav and pcm. This is mp3.')),
  ];
}

const answer = z.looseObject({ audioContent: z.string().min(1) });

/** https://cloud.google.com/text-to-speech/docs/reference/rest/v1/text/synthesize; families of voices are the models. */
export const googleSpeech = (modelId: string, reach: GoogleSpeechReach): SpeechModelV4 => ({
  specificationVersion: 'v4',
  provider: 'google.cloud-speech',
  modelId,
  async doGenerate(options) {
    const { createJsonResponseHandler, createStatusCodeErrorResponseHandler, postJsonToApi } = await import(
      '@ai-sdk/provider-utils'
    );
    const { text, instructions, speed, outputFormat = 'mp3', abortSignal, headers = {} } = options;
    const body = {
      input: { text, ...(isGemini(modelId) && instructions !== undefined && { prompt: instructions }) },
      voice: await voiceFor(modelId, options, reach),
      audioConfig: {
        audioEncoding: encodings[outputFormat] ?? 'MP3',
        ...(!isGemini(modelId) && speed !== undefined && { speakingRate: fittedSpeed(speed, speeds).speed }),
      },
    };
    abortSignal?.throwIfAborted();
    const { value, responseHeaders } = await postJsonToApi({
      url: `${reach.address}/v1/text:synthesize`,
      headers,
      body,
      successfulResponseHandler: createJsonResponseHandler(answer),
      failedResponseHandler: createStatusCodeErrorResponseHandler(),
      ...(abortSignal && { abortSignal }),
      fetch: reach.fetch,
    });
    return {
      audio: value.audioContent,
      warnings: warningsFor(modelId, options),
      usage: { characters: text.length },
      request: { body: JSON.stringify(body) },
      response: { timestamp: new Date(), modelId, headers: responseHeaders ?? {} },
    };
  },
});
