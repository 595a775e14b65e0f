// Catches: a wrong field that is only noticed when something is asked, speech that leaves the continent it was chosen
// for, a bill without a project, and a sign-in beside the instance's own line.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Secret } from '../../../../electron/lib/secret.ts';
import { googleSignIn } from '../../../../electron/providers/auth/google-token.ts';
import { vendorOf } from '../../../../electron/providers/registry.ts';

function vendor(id: string) {
  const found = vendorOf(id);
  if (!found) throw new Error(`no vendor ${id}`);
  return found;
}

const at = (param: string) =>
  expect.objectContaining({ code: 'VALIDATION_FAILED', details: expect.objectContaining({ param }) });

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const account = { type: 'service_account', client_email: 'me@p.iam.gserviceaccount.com', private_key: privateKey };

interface Sent {
  url: URL;
  headers: Headers;
}

/** Notes what goes over the line, and answers whoever asks for a token. */
function line() {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    sent.push({ url, headers: request.headers });
    if (url.host === 'oauth2.googleapis.com') return Response.json({ access_token: 'a-token', expires_in: 3600 });
    if (url.pathname.endsWith(':recognize')) return Response.json({});
    return Response.json({ audioContent: 'AQAC', voices: [], Voices: [] });
  };
  return { sent, fetch };
}

describe('Google Cloud', () => {
  const { parseSettings, readKey, connect, kind } = vendor('google-cloud');
  const say = { text: 'Hi', voice: 'en-US-Neural2-A' };
  const sound = { audio: new Uint8Array([1]), mediaType: 'audio/wav' };

  test('wrong fields are refused at the field', () => {
    expect(() => parseSettings({ location: 'evil.example/' })).toThrow(at('location'));
    for (const key of ['AIzaSy', '{}', JSON.stringify({ ...account, private_key: 'no' })]) {
      expect(() => readKey(key)).toThrow(at('apiKey'));
    }
    expect(kind.extras).toEqual(['voices']);
  });

  test.each([
    ['global', 'texttospeech.googleapis.com', 'speech.googleapis.com'],
    ['eu', 'eu-texttospeech.googleapis.com', 'eu-speech.googleapis.com'],
    ['europe-west4', 'eu-texttospeech.googleapis.com', 'europe-west4-speech.googleapis.com'],
    ['us-central1', 'us-texttospeech.googleapis.com', 'us-central1-speech.googleapis.com'],
    ['asia-southeast1', 'texttospeech.googleapis.com', 'asia-southeast1-speech.googleapis.com'],
  ])('in %s it asks %s and %s', async (location, speaking, hearing) => {
    const { sent, fetch } = line();
    const apiKey = new Secret(JSON.stringify({ ...account, project_id: 'p' }));
    const connection = connect({ settings: { location }, apiKey, fetch });
    await (await connection.model('speech', 'neural2')).doGenerate(say);
    expect(sent.at(-1)?.url.host).toBe(speaking);
    expect(sent.at(-1)?.headers.get('authorization')).toBe('Bearer a-token');
    expect(sent.at(-1)?.headers.has('x-goog-user-project')).toBe(false);
    await (await connection.model('transcription', 'chirp_2')).doGenerate(sound);
    expect(sent.at(-1)?.url.href).toBe(
      `https://${hearing}/v2/projects/p/locations/${location}/recognizers/_:recognize`,
    );
  });

  test('hearing wants a project', async () => {
    const apiKey = new Secret(JSON.stringify(account));
    const connection = connect({ settings: {}, apiKey, fetch: line().fetch });
    await expect(connection.model('transcription', 'long')).rejects.toThrow(at('project'));
  });

  test('a language that is not found out is said to be guessed', async () => {
    const apiKey = new Secret(JSON.stringify({ ...account, project_id: 'p' }));
    const connection = connect({ settings: {}, apiKey, fetch: line().fetch });
    const guessed = await (await connection.model('transcription', 'long')).doGenerate(sound);
    expect(guessed.warnings).toMatchObject([{ type: 'other', message: expect.stringContaining('English') }]);
    const found = await (await connection.model('transcription', 'chirp_3')).doGenerate(sound);
    expect(found).toMatchObject({ warnings: [], text: '', language: undefined });
  });
});

// Catches: default credentials that are asked for beside the line, and a 401 that stays until their hour is over.
test.each([
  ['google-cloud', 'speech' as const, 'mine'],
  // It names the project in the address.
  ['google-vertex', 'language' as const, null],
])('%s without a key signs in as this computer, over its line', async (id, service, payer) => {
  const folder = mkdtempSync(join(tmpdir(), 'adc-'));
  writeFileSync(
    join(folder, 'adc.json'),
    JSON.stringify({ type: 'authorized_user', client_id: 'c', client_secret: 's', refresh_token: 'r' }),
  );
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', join(folder, 'adc.json'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const { sent, fetch } = line();
  googleSignIn(null, fetch).forget();
  const refusing: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    return sent.at(-1)?.url.host === 'oauth2.googleapis.com' ? answer : Response.json({}, { status: 401 });
  };
  const connection = vendor(id).connect({ settings: { project: 'mine' }, apiKey: null, fetch: refusing });
  const model = await connection.model(service, id === 'google-cloud' ? 'neural2' : 'gemini-2.5-flash');
  const asking =
    'supportedUrls' in model
      ? model.doGenerate({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] })
      : model.doGenerate({ text: 'Hi', voice: 'en-US-Neural2-A' });
  await expect(asking).rejects.toMatchObject({ statusCode: 401 });
  const own = id === 'google-cloud' ? 'texttospeech.googleapis.com' : 'aiplatform.googleapis.com';
  expect(sent.map(({ url }) => url.host)).toEqual(['oauth2.googleapis.com', own, 'oauth2.googleapis.com', own]);
  expect(sent.at(-1)?.headers.get('x-goog-user-project')).toBe(payer);
});

describe('Amazon', () => {
  const { parseSettings, readKey, connect } = vendor('amazon-speech');

  test('wrong fields are refused at the field', () => {
    expect(() => parseSettings({ region: 'us-esat-1' })).toThrow(at('region'));
    expect(() => parseSettings({ region: 'us-east-1', roleArn: 'models' })).toThrow(at('roleArn'));
    // One of Bedrock: it signs nothing.
    expect(() => readKey('ABSKQmVkcm9jaw==')).toThrow(at('apiKey'));
    expect(readKey('AKIAMADEUPMADEUPMADE:s')).toBe('AKIAMADEUPMADEUPMADE:s');
  });

  test('every service is signed as itself, in its region', async () => {
    const { sent, fetch } = line();
    const sockets: string[] = [];
    const connection = connect({
      settings: { region: 'cn-north-1' },
      apiKey: new Secret('AKIAMADEUPMADEUPMADE:s'),
      fetch,
      openSocket: async (url) => {
        sockets.push(url);
        throw new Error('no line');
      },
    });
    await connection.listModels(new AbortController().signal);
    expect(sent[0]?.url.host).toBe('polly.cn-north-1.amazonaws.com.cn');
    expect(sent[0]?.headers.get('authorization')).toContain('/cn-north-1/polly/aws4_request');
    const model = await connection.model('transcription', 'transcribe');
    await expect(model.doGenerate({ audio: new Uint8Array(2), mediaType: 'audio/pcm' })).rejects.toThrow('no line');
    expect(sockets[0]).toMatch(
      /^wss:\/\/transcribestreaming\.cn-north-1\.amazonaws\.com\.cn:8443\/stream-transcription-websocket\?/,
    );
    expect(new URL(sockets[0] ?? '').searchParams.get('X-Amz-Credential')).toContain('/cn-north-1/transcribe/');
  });
});

// Catches: a package that signs by itself, with credentials of a role that nobody can change any more.
test.each(['amazon-bedrock', 'amazon-speech'])('%s as a role goes on when its sessions were ended', async (id) => {
  const sent: string[] = [];
  let roles = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { host } = new URL(request.url);
    if (host.startsWith('sts.')) {
      roles += 1;
      const expires = new Date(Date.now() + 3_600_000).toISOString();
      return new Response(
        `<AccessKeyId>ASIAROLE${roles}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expires}</Expiration>`,
      );
    }
    const key = /Credential=(\w+)/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
    sent.push(`${key} ${(await request.text()).includes('Hi')}`);
    const type = key === 'ASIAROLE1' ? 'ExpiredTokenException' : 'ValidationException';
    return Response.json({ message: 'no' }, { status: 403, headers: { 'x-amzn-errortype': type } });
  };
  const settings = { region: 'us-east-1', roleArn: `arn:aws:iam::123456789012:role/${id}` };
  const connection = vendor(id).connect({ settings, apiKey: new Secret('AKIAMADEUPMADEUPMADE:s'), fetch });
  const asking =
    id === 'amazon-speech'
      ? (await connection.model('speech', 'neural')).doGenerate({ text: 'Hi', voice: 'Amy' })
      : (await connection.model('language', 'amazon.nova-lite-v1:0')).doGenerate({
          prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
        });
  await expect(asking).rejects.toMatchObject({ statusCode: 403 });
  expect(sent).toEqual(['ASIAROLE1 true', 'ASIAROLE2 true']);
});
