// Catches: sound that is cut, signed wrongly or never ended, words that are lost or told twice, and a talk that broke off
// and is taken for a short transcript.
import { expect, test } from 'vitest';
import { Secret } from '../../../../electron/lib/secret.ts';
import type { AwsSignIn } from '../../../../electron/providers/auth/aws-sign-in.ts';
import { classifyError } from '../../../../electron/providers/errors/classify-error.ts';
import { transcribe } from '../../../../electron/providers/forms/aws/transcribe.ts';
import { toWave } from '../../../../electron/providers/forms/speech/wave.ts';
import { openNetwork } from '../network/open-network.ts';
import { freePort } from '../network/servers.ts';
import { exception, type Service, said, secret, signatureOf, startTranscribe } from './transcribe-server.ts';

const credentials = {
  accessKeyId: 'AKIAMADEUPMADEUPMADE',
  secretAccessKey: new Secret(secret),
  sessionToken: new Secret('made/up+session=='),
};
const ownKey: AwsSignIn = { key: async () => ({ kind: 'credentials', credentials }) };

/** A second of stereo at 8 kHz: 100 on one side, 300 on the other. */
const samples = Buffer.alloc(8000 * 4);
for (let at = 0; at < samples.length; at += 4) {
  samples.writeInt16LE(100, at);
  samples.writeInt16LE(300, at + 2);
}
const wave = toWave({ samples, sampleRate: 8000, channels: 2 });

function ask({ address }: Pick<Service, 'address'>, { audio = wave, language, signIn = ownKey, signal }: Asking = {}) {
  const model = transcribe('transcribe', {
    address,
    scope: { service: 'transcribe', region: 'eu-central-1' },
    signIn,
    openSocket: openNetwork().openSocket,
  });
  return model.doGenerate({
    audio,
    mediaType: 'audio/wav',
    ...(language !== undefined && { providerOptions: { aws: { language } } }),
    ...(signal && { abortSignal: signal }),
  });
}
interface Asking {
  audio?: Uint8Array;
  language?: string;
  signIn?: AwsSignIn;
  signal?: AbortSignal;
}

const failure = async (asking: PromiseLike<unknown>) => {
  const thrown = await Promise.resolve(asking).then(
    () => null,
    (error: unknown) => error,
  );
  return classifyError(thrown, { provider: 'Mine', host: 'transcribe', modelId: 'transcribe', hasContent: false });
};

const word = (Content: string, StartTime: number, EndTime: number) => ({
  Content,
  StartTime,
  EndTime,
  Type: 'pronunciation',
});
const partial = { IsPartial: true, StartTime: 0, EndTime: 0.5, Alternatives: [{ Transcript: 'Gruß' }] };
const first = {
  IsPartial: false,
  StartTime: 0,
  EndTime: 0.6,
  LanguageCode: 'de-DE',
  Alternatives: [
    {
      Transcript: 'Grüße.',
      Items: [word('Grüße', 0.1, 0.5), { Content: '.', Type: 'punctuation', StartTime: 0.5, EndTime: 0.5 }],
    },
  ],
};
const second = { IsPartial: false, StartTime: 0.6, EndTime: 1, Alternatives: [{ Transcript: 'Aus Köln.' }] };

test('a file is said in whole, and what is final is the transcript', async () => {
  const service = await startTranscribe({
    interrupt: (socket) => socket.send(said(partial)),
    answer: (socket) => {
      socket.send(said(first));
      socket.send(said(second));
      socket.close(1000);
    },
  });
  expect(await ask(service, { language: 'de' })).toMatchObject({
    text: 'Grüße. Aus Köln.',
    language: 'de',
    durationInSeconds: 1,
    segments: [
      { text: 'Grüße.', startSecond: 0, endSecond: 0.6 },
      { text: 'Aus Köln.', startSecond: 0.6, endSecond: 1 },
    ],
    words: [{ text: 'Grüße', startSecond: 0.1, endSecond: 0.5 }],
  });
  const [talk] = service.talks;
  // One track of the two, sample for sample.
  expect(talk?.audio.length).toBe(16_000);
  expect(talk?.audio.readInt16LE(0)).toBe(200);
  expect(talk?.audio.readInt16LE(15_998)).toBe(200);
});

test('its address is signed, and says what is sent', async () => {
  const service = await startTranscribe({ answer: (socket) => socket.close(1000) });
  await ask(service, { language: 'de' });
  await ask(service);
  const [named, open] = service.talks;
  if (!named || !open) throw new Error('nobody came');
  expect(Object.fromEntries(named.address.searchParams)).toMatchObject({
    'language-code': 'de-DE',
    'media-encoding': 'pcm',
    'sample-rate': '8000',
    'X-Amz-Expires': '300',
    'X-Amz-Security-Token': 'made/up+session==',
  });
  expect(named.address.searchParams.get('X-Amz-Signature')).toBe(signatureOf(named.address, named.host));
  expect(open.address.searchParams.has('language-code')).toBe(false);
  expect(open.address.searchParams.get('identify-language')).toBe('true');
  expect(open.address.searchParams.get('language-options')).toContain('de-DE');
});

test.each([
  ['BadRequestException', 'Your stream is too big.', 'PROVIDER_REJECTED'],
  ['LimitExceededException', 'Too many streams.', 'RATE_LIMITED'],
  ['InternalFailureException', 'Something failed.', 'PROVIDER_UNHEALTHY'],
  ['ServiceUnavailableException', 'Later.', 'PROVIDER_UNHEALTHY'],
])('%s in the middle is told as what it is', async (type, message, code) => {
  const service = await startTranscribe({ interrupt: (socket) => socket.send(exception(type, message)) });
  const error = await failure(ask(service));
  expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
});

test.each<[string, Parameters<typeof startTranscribe>[0], string]>([
  ['breaks', { interrupt: (socket) => socket.terminate() }, 'PROVIDER_UNREACHABLE'],
  ['ends with a failure', { answer: (socket) => socket.close(1011) }, 'STREAM_INTERRUPTED'],
  ['sends what is no frame', { interrupt: (socket) => socket.send(Buffer.from('nonsense')) }, 'PROVIDER_BAD_ANSWER'],
  ['sends no JSON', { answer: (socket) => socket.send(brokenEvent) }, 'PROVIDER_BAD_ANSWER'],
  [
    'does not open for this key',
    {
      refuse: () => ({ status: 403, type: 'UnrecognizedClientException', body: { message: 'The token is invalid.' } }),
    },
    'INVALID_API_KEY',
  ],
  [
    'does not open for want of a right',
    { refuse: () => ({ status: 403, type: 'AccessDeniedException', body: { message: 'Not authorized.' } }) },
    'PERMISSION_DENIED',
  ],
])('a talk that %s fails', async (_what, options, code) => {
  const service = await startTranscribe(options);
  const error = await failure(ask(service));
  expect(error.code).toBe(code);
  expect(error.message).not.toContain('made/up');
});

const brokenEvent = Buffer.concat([said({})]);
brokenEvent.fill('{', brokenEvent.length - 8, brokenEvent.length - 4);

// Catches: the beginning of a long file taken for all of it.
test('a talk that ends before all was said fails', async () => {
  const service = await startTranscribe({ interrupt: (socket) => socket.close(1000) });
  const long = toWave({ samples: Buffer.alloc(8_000_000), sampleRate: 16_000, channels: 1 });
  expect((await failure(ask(service, { audio: long }))).code).toBe('STREAM_INTERRUPTED');
});

test('nobody there is told as that', async () => {
  expect((await failure(ask({ address: `ws://127.0.0.1:${await freePort()}` }))).code).toBe('PROVIDER_UNREACHABLE');
});

test.each([
  ['in words', { body: { message: 'The security token included in the request is expired' } }],
  ['by its name', { type: 'ExpiredTokenException', body: {} }],
])('a role that was taken back, told %s, is taken on again, once', async (_how, refusal) => {
  let made = 0;
  const service = await startTranscribe({
    refuse: ({ url = '' }) => (url.includes('ROLE1') ? { status: 403, ...refusal } : null),
    answer: (socket) => socket.close(1000),
  });
  let kept = '';
  const signIn: AwsSignIn = {
    async key() {
      if (!kept) kept = `ASIAMADEUPMADEROLE${(made += 1)}`;
      return { kind: 'credentials', credentials: { ...credentials, accessKeyId: kept } };
    },
    forget: () => {
      kept = '';
    },
  };
  await ask(service, { signIn });
  expect(made).toBe(2);
});

test('is let go when nobody wants it any more', async () => {
  const abort = new AbortController();
  const left = Promise.withResolvers<void>();
  const service = await startTranscribe({
    interrupt(socket) {
      socket.on('close', () => left.resolve());
      abort.abort();
    },
  });
  expect((await failure(ask(service, { signal: abort.signal }))).code).toBe('CANCELLED');
  await left.promise;
});

// Catches: sound of a kind that the service would hear as noise.
test('what it cannot hear is refused before anything is sent', async () => {
  const model = transcribe('transcribe', {
    address: 'ws://127.0.0.1',
    scope: { service: 'transcribe', region: 'eu-central-1' },
    signIn: ownKey,
    openSocket: () => Promise.reject(new Error('nothing is sent')),
  });
  const asking = model.doGenerate({ audio: Buffer.from('ID3 an mp3'), mediaType: 'audio/mpeg' });
  await expect(asking).rejects.toMatchObject({
    code: 'MODEL_LACKS_CAPABILITY',
    message: expect.stringContaining('FLAC'),
  });
});
