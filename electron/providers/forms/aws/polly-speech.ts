import type { SharedV4Warning, SpeechModelV4, SpeechModelV4CallOptions } from '@ai-sdk/provider';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { createRemembered } from '../asking/remembered.ts';
import { isAutomatic } from '../speech/language-tag.ts';
import { languageSpokenBy, pickVoice } from '../speech/pick-voice.ts';
import { fittedSpeed, leftOut } from '../speech/warnings.ts';
import { toWave } from '../speech/wave.ts';
import { listPollyVoices, type PollyReach, type PollyVoice } from './polly-voices.ts';

/** Bare sound has one rate here, the best that there is. In Hz. */
const pcmRate = 16_000;

const formats: Readonly<Record<string, string>> = {
  mp3: 'mp3',
  ogg: 'ogg_vorbis',
  ogg_vorbis: 'ogg_vorbis',
  opus: 'ogg_opus',
  ogg_opus: 'ogg_opus',
  pcm: 'pcm',
  wav: 'pcm',
};

const voicesOf = createRemembered<PollyVoice[]>(60 * 60 * 1000);

/** Who speaks, and in which of its languages, where that is not its first. */
async function voiceFor(engine: string, { language, abortSignal }: SpeechModelV4CallOptions, reach: PollyReach) {
  const patience = AbortSignal.timeout(20_000);
  const signal = abortSignal ? AbortSignal.any([abortSignal, patience]) : patience;
  const voices = await voicesOf(reach.address, () => listPollyVoices(reach, signal));
  const voice = pickVoice(
    voices.filter(({ engines }) => engines.includes(engine)),
    language,
  );
  if (voice) {
    const code = languageSpokenBy(voice, language);
    return { VoiceId: voice.id, ...(code !== voice.languages[0] && { LanguageCode: code }) };
  }
  throw new AppError(
    'MODEL_LACKS_CAPABILITY',
    `Amazon Polly has no ${engine} voice for ${isAutomatic(language) ? 'English' : language} in this region. Choose another model or language.`,
    { details: { capability: 'speech', model: engine } },
  );
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** https://docs.aws.amazon.com/polly/latest/dg/prosody-tag.html */
const speeds = [0.2, 2] as const;

/** Only text with marks in it has a speed. */
const withSpeed = (text: string, speed: number): string =>
  `<speak><prosody rate="${Math.round(speed * 100)}%">${escaped(text)}</prosody></speak>`;

function requestFor(engine: string, options: SpeechModelV4CallOptions) {
  const { text, voice, language, speed, instructions, outputFormat = 'mp3' } = options;
  const format = formats[outputFormat];
  // The generative voices know hardly any marks.
  const canHurry = engine !== 'generative';
  // A bare language is no code of Polly's, and a voice has its own.
  const code = voice !== undefined && !isAutomatic(language) && language.includes('-') ? language : undefined;
  const fitted = canHurry && speed !== undefined ? fittedSpeed(speed, speeds) : { speed: 1, warnings: [] };
  const isSped = fitted.speed !== 1;
  const warnings: SharedV4Warning[] = [
    ...leftOut({ instructions }, 'Amazon Polly takes no instructions.'),
    ...fitted.warnings,
    ...(canHurry ? [] : leftOut({ speed }, 'Generative voices have one speed.')),
    ...(format ? [] : leftOut({ outputFormat }, 'Amazon Polly gives mp3, ogg, opus, wav and pcm. This is mp3.')),
  ];
  const body = {
    Engine: engine,
    OutputFormat: format ?? 'mp3',
    Text: isSped ? withSpeed(text, fitted.speed) : text,
    ...(isSped && { TextType: 'ssml' }),
    ...(format === 'pcm' && { SampleRate: String(pcmRate) }),
    ...(code !== undefined && { LanguageCode: code }),
  };
  return { body, warnings };
}

/** https://docs.aws.amazon.com/polly/latest/dg/API_SynthesizeSpeech.html; its engines are the models. */
export const pollySpeech = (engine: string, reach: PollyReach): SpeechModelV4 => ({
  specificationVersion: 'v4',
  provider: 'aws.polly',
  modelId: engine,
  async doGenerate(options) {
    const { createBinaryResponseHandler, createStatusCodeErrorResponseHandler, postJsonToApi } = await import(
      '@ai-sdk/provider-utils'
    );
    const { abortSignal, headers = {}, outputFormat } = options;
    const { body, warnings } = requestFor(engine, options);
    const spoken = options.voice === undefined ? await voiceFor(engine, options, reach) : { VoiceId: options.voice };
    const sent = { ...body, ...spoken };
    abortSignal?.throwIfAborted();
    const { value, responseHeaders } = await postJsonToApi({
      url: `${reach.address}/v1/speech`,
      headers,
      body: sent,
      successfulResponseHandler: createBinaryResponseHandler(),
      failedResponseHandler: createStatusCodeErrorResponseHandler(),
      ...(abortSignal && { abortSignal }),
      fetch: reach.fetch,
    });
    return {
      audio: outputFormat === 'wav' ? toWave({ samples: value, sampleRate: pcmRate, channels: 1 }) : value,
      warnings,
      usage: { characters: Number(responseHeaders?.['x-amzn-requestcharacters'] ?? options.text.length) },
      request: { body: JSON.stringify(sent) },
      response: { timestamp: new Date(), modelId: engine, headers: responseHeaders ?? {} },
    };
  },
});
