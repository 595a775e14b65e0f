// Catches: speech in a voice that cannot speak the language or that the model does not have, and an option that is left
// out without a word.
import { expect, test } from 'vitest';
import { pollySpeech } from '../../../../electron/providers/forms/aws/polly-speech.ts';
import { googleSpeech } from '../../../../electron/providers/forms/google/speech.ts';
import { languageOf, withRegion } from '../../../../electron/providers/forms/speech/language-tag.ts';
import { fromWave } from '../../../../electron/providers/forms/speech/wave.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';

test.each([
  ['de', 'de', 'de-DE'],
  ['en', 'en', 'en-US'],
  ['pt', 'pt', 'pt-BR'],
  ['de-AT', 'de', 'de-AT'],
  ['cmn-CN', 'zh', 'cmn-CN'],
  ['arb', 'ar', 'arb-EG'],
  ['no', 'nb', 'no-NO'],
  ['not a tag', 'not a tag', 'not a tag'],
])('%s is %s and, in full, %s', (tag, language, full) => {
  expect([languageOf(tag), withRegion(tag)]).toEqual([language, full]);
});

interface Sent {
  url: URL;
  body: Record<string, unknown>;
}

/** A service that knows these voices; addresses are remembered, so every one is new. */
let services = 0;
function service(voices: object[], key: 'Voices' | 'voices') {
  services += 1;
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    sent.push({ url, body: request.method === 'POST' ? ((await request.json()) as Sent['body']) : {} });
    if (request.method === 'GET') return Response.json({ [key]: voices });
    return key === 'voices' ? Response.json({ audioContent: 'AQAC' }) : new Response(new Uint8Array([1, 0, 2, 0]));
  };
  return { sent, reach: { address: `https://speech-${services}.example`, fetch } };
}

const polly = () =>
  service(
    [
      { Id: 'Amy', LanguageCode: 'en-GB', SupportedEngines: ['neural', 'standard'] },
      { Id: 'Joanna', LanguageCode: 'en-US', SupportedEngines: ['neural', 'standard'] },
      { Id: 'Marlene', LanguageCode: 'de-DE', SupportedEngines: ['standard'] },
      { Id: 'Hannah', LanguageCode: 'de-AT', SupportedEngines: ['neural'] },
      { Id: 'Vicki', LanguageCode: 'de-DE', SupportedEngines: ['neural', 'generative'] },
      { Id: 'Kajal', LanguageCode: 'hi-IN', AdditionalLanguageCodes: ['en-IN', 'en-ZA'], SupportedEngines: ['neural'] },
      { Id: 'Raveena', LanguageCode: 'en-IN', SupportedEngines: ['neural'] },
      { Id: 'Zhiyu', LanguageCode: 'cmn-CN', SupportedEngines: ['neural'] },
    ],
    'Voices',
  );

test.each([
  ['neural', undefined, 'Joanna', undefined],
  ['neural', 'auto', 'Joanna', undefined],
  ['neural', 'de', 'Vicki', undefined],
  ['standard', 'de', 'Marlene', undefined],
  ['neural', 'de-AT', 'Hannah', undefined],
  ['neural', 'de-CH', 'Hannah', undefined],
  ['neural', 'en-IN', 'Raveena', undefined],
  ['neural', 'en-ZA', 'Kajal', 'en-ZA'],
  ['neural', 'zh', 'Zhiyu', undefined],
])('Polly: %s in %s is spoken by %s', async (engine, language, voice, second) => {
  const { sent, reach } = polly();
  const { warnings } = await pollySpeech(engine, reach).doGenerate({ text: 'Hi', ...(language && { language }) });
  // A voice of two languages speaks its first where nobody says otherwise.
  expect(sent.at(-1)?.body).toMatchObject({ VoiceId: voice });
  expect(sent.at(-1)?.body['LanguageCode']).toBe(second);
  expect(warnings).toEqual([]);
});

test('Polly: voices are asked for once, and a language nobody speaks is refused', async () => {
  const { sent, reach } = polly();
  const model = pollySpeech('neural', reach);
  await model.doGenerate({ text: 'Hi' });
  await model.doGenerate({ text: 'Hi', language: 'de' });
  expect(sent.filter(({ url }) => url.pathname === '/v1/voices')).toHaveLength(1);
  const asking = model.doGenerate({ text: 'Hi', language: 'fi' });
  await expect(asking).rejects.toMatchObject({
    code: 'MODEL_LACKS_CAPABILITY',
    message: expect.stringContaining('fi'),
  });
});

test('Polly: what it cannot do comes back as a warning', async () => {
  const { sent, reach } = polly();
  const options = { text: 'Hi', voice: 'Vicki', speed: 2, instructions: 'Whisper.', outputFormat: 'flac' };
  const { warnings } = await pollySpeech('generative', reach).doGenerate(options);
  expect(warnings.map((warning) => warning.type === 'unsupported' && warning.feature)).toEqual([
    'instructions',
    'speed',
    'outputFormat',
  ]);
  expect(sent.at(-1)?.body).toEqual({ Engine: 'generative', OutputFormat: 'mp3', Text: 'Hi', VoiceId: 'Vicki' });
});

// Catches: speech at another speed than was asked for, without a word.
test('a speed that nobody speaks at is the nearest, and said', async () => {
  const warned = [{ type: 'compatibility', feature: 'speed', details: '3 is spoken as 2' }];
  const amazon = polly();
  const spoken = await pollySpeech('neural', amazon.reach).doGenerate({ text: 'Hi', voice: 'Amy', speed: 3 });
  expect(amazon.sent.at(-1)?.body['Text']).toBe('<speak><prosody rate="200%">Hi</prosody></speak>');
  expect(spoken.warnings).toEqual(warned);
  const { sent, reach } = google();
  const { warnings } = await googleSpeech('neural2', reach).doGenerate({ text: 'Hi', speed: 3 });
  expect(sent.at(-1)?.body['audioConfig']).toMatchObject({ speakingRate: 2 });
  expect(warnings).toEqual(warned);
});

test('Polly: WAV is made of bare sound', async () => {
  const { sent, reach } = polly();
  const { audio } = await pollySpeech('neural', reach).doGenerate({ text: 'Hi', voice: 'Amy', outputFormat: 'wav' });
  expect(sent.at(-1)?.body).toMatchObject({ OutputFormat: 'pcm', SampleRate: '16000' });
  const sound = fromWave(audio as Uint8Array);
  expect(sound).toMatchObject({ sampleRate: 16_000, channels: 1 });
  expect([...(sound?.samples ?? [])]).toEqual([1, 0, 2, 0]);
});

const google = () =>
  service(
    [
      { name: 'en-GB-Chirp3-HD-Kore', languageCodes: ['en-GB'] },
      { name: 'en-US-Chirp3-HD-Achernar', languageCodes: ['en-US'] },
      { name: 'en-US-Chirp3-HD-Kore', languageCodes: ['en-US'] },
      { name: 'en-US-Neural2-A', languageCodes: ['en-US'] },
      { name: 'Kore', languageCodes: ['en-US'] },
    ],
    'voices',
  );

test.each([
  ['chirp3-hd', {}, { languageCode: 'en-US', name: 'en-US-Chirp3-HD-Achernar' }],
  ['chirp3-hd', { voice: 'kore' }, { languageCode: 'en-US', name: 'en-US-Chirp3-HD-Kore' }],
  ['chirp3-hd', { voice: 'Kore', language: 'en-GB' }, { languageCode: 'en-GB', name: 'en-GB-Chirp3-HD-Kore' }],
  ['neural2', {}, { languageCode: 'en-US', name: 'en-US-Neural2-A' }],
  ['neural2', { voice: 'fr-FR-Neural2-F' }, { languageCode: 'fr-FR', name: 'fr-FR-Neural2-F' }],
  ['gemini-2.5-pro-tts', { language: 'de' }, { languageCode: 'de-DE', name: 'Kore', modelName: 'gemini-2.5-pro-tts' }],
])('Google: %s with %j', async (id, options, voice) => {
  const { sent, reach } = google();
  const { audio } = await googleSpeech(id, reach).doGenerate({ text: 'Hi', ...options });
  expect(sent.at(-1)?.body['voice']).toEqual(voice);
  expect(audio).toBe('AQAC');
});

test('Google: a family without such a voice is refused', async () => {
  const { reach } = google();
  await expect(googleSpeech('studio', reach).doGenerate({ text: 'Hi' })).rejects.toBeInstanceOf(AppError);
  await expect(googleSpeech('neural2', reach).doGenerate({ text: 'Hi', voice: 'Kore' })).rejects.toMatchObject({
    code: 'MODEL_LACKS_CAPABILITY',
    message: expect.stringContaining('neural2 voice Kore'),
  });
});

test('Google: instructions are for Gemini, speed for all others', async () => {
  const { sent, reach } = google();
  const options = { text: 'Hi', voice: 'en-US-Neural2-A', instructions: 'Whisper.', speed: 9, outputFormat: 'wav' };
  const plain = await googleSpeech('neural2', reach).doGenerate(options);
  expect(plain.warnings).toMatchObject([{ feature: 'instructions' }, { feature: 'speed' }]);
  expect(sent.at(-1)?.body).toMatchObject({
    input: { text: 'Hi' },
    audioConfig: { audioEncoding: 'LINEAR16', speakingRate: 2 },
  });
  const gemini = await googleSpeech('gemini-2.5-flash-tts', reach).doGenerate(options);
  expect(gemini.warnings).toMatchObject([{ feature: 'speed' }]);
  expect(sent.at(-1)?.body).toMatchObject({ input: { text: 'Hi', prompt: 'Whisper.' } });
});
