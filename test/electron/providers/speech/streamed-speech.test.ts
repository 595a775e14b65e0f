import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Secret } from '../../../../electron/lib/secret.ts';
import type { Vendor } from '../../../../electron/providers/define-vendor.ts';
import { classifyError } from '../../../../electron/providers/errors/classify-error.ts';
import { azureOpenai } from '../../../../electron/providers/vendors/azure-openai.ts';
import { deepgram } from '../../../../electron/providers/vendors/deepgram.ts';
import { elevenlabs } from '../../../../electron/providers/vendors/elevenlabs.ts';
import { openai } from '../../../../electron/providers/vendors/openai.ts';

/** Says two pieces, the second only when it is told to; closes its ears to a key that it does not know. */
let goOn: () => void = () => {};
let isGone = false;
const asked: { url: string; body: string }[] = [];
const server = createServer((request, response) => {
  void answer(request, response);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  asked.push({ url: request.url ?? '', body: await text(request) });
  if (JSON.stringify(request.headers).includes('wrong')) {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{"message":"Invalid API key"}}');
    return;
  }
  isGone = false;
  response.on('close', () => {
    isGone = true;
  });
  response.writeHead(200, { 'content-type': 'audio/mpeg' }).write(Buffer.from([1, 2]));
  goOn = () => response.end(Buffer.from([3]));
}

let origin = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** The vendor's own address leads to the server here. */
const here: typeof fetch = (input, init) => {
  const { pathname, search } = new URL(input instanceof Request ? input.url : input);
  return fetch(`${origin}${pathname}${search}`, init);
};
const speak = async (
  vendor: Vendor,
  settings: object,
  { key = 'made-up', signal }: { key?: string; signal?: AbortSignal } = {},
) => {
  const model = await vendor.connect({ settings, apiKey: new Secret(key), fetch: here }).model('speech', 'a-model');
  const told = {
    text: 'Mind the gap.',
    voice: 'alloy',
    speed: 1.5,
    language: 'de',
    ...(signal && { abortSignal: signal }),
  };
  if (!model.doStream) throw new Error('it does not stream');
  return model.doStream(told);
};

const vendors: [string, Vendor, object, RegExp][] = [
  ['openai', openai, {}, /^\/v1\/audio\/speech$/],
  ['azure', azureOpenai, { resource: 'mine' }, /\/audio\/speech/],
  ['elevenlabs', elevenlabs, {}, /^\/v1\/text-to-speech\/alloy\/stream\?/],
  ['deepgram', deepgram, {}, /^\/v1\/speak\?/],
];

describe.each(vendors)('%s', (_name, vendor, settings, address) => {
  // Catches: a stream that waits for its end, asks another address, or asks twice and pays twice.
  test('is heard before all of it is there', async () => {
    asked.length = 0;
    const { stream, mediaType } = await speak(vendor, settings);
    const reader = stream.getReader();
    expect(mediaType).toBe('audio/mpeg');
    expect([...((await reader.read()).value ?? [])]).toEqual([1, 2]);
    goOn();
    expect([...((await reader.read()).value ?? [])]).toEqual([3]);
    expect((await reader.read()).done).toBe(true);
    expect(asked.map(({ url }) => url)).toEqual([expect.stringMatching(address)]);
    expect(asked[0]?.body).toContain('Mind the gap.');
  });

  // Catches: an error page played as sound.
  test('a refused key is told as one', async () => {
    const thrown: unknown = await speak(vendor, settings, { key: 'wrong' }).catch((error: unknown) => error);
    const { code } = classifyError(thrown, { provider: 'P', host: 'h', modelId: 'a-model', hasContent: false });
    expect(code).toBe('INVALID_API_KEY');
  });

  // Catches: a vendor that goes on speaking, and charging, for nobody.
  test('stops when nobody listens', async () => {
    const { stream } = await speak(vendor, settings);
    await stream.cancel();
    await expect.poll(() => isGone).toBe(true);
  });
});

// Catches: what a model does not take left out without a word.
test('warnings come along', async () => {
  const { warnings, stream } = await speak(deepgram, {});
  await stream.cancel();
  expect(warnings.map((warning) => 'feature' in warning && warning.feature)).toContain('voice');
});
