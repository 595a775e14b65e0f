import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import { classifyError } from '../../../electron/providers/errors/classify-error.ts';
import { replicate } from '../../../electron/providers/vendors/replicate.ts';

interface Asked {
  place: string;
  host: string | undefined;
  key: string | undefined;
  body: { input?: Record<string, unknown>; stream?: boolean };
}
type Answer = (response: ServerResponse, asked: Asked) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function bodyOf(request: IncomingMessage): Promise<Asked['body']> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? {} : JSON.parse(text);
}

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const described = (inputs: Record<string, string>) => {
  const properties = Object.fromEntries(Object.entries(inputs).map(([name, type]) => [name, { type }]));
  return { latest_version: { openapi_schema: { components: { schemas: { Input: { properties } } } } } };
};

let models = 0;

/** A server that makes predictions, and a model of its own each time: what models take is kept. */
async function upstream({ inputs, ...answers }: { inputs: Record<string, string> } & Record<string, unknown>) {
  const asked: Asked[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const place = `${request.method} ${request.url}`;
    const { host, authorization: key } = request.headers;
    const one = { place, host, key, body: await bodyOf(request) };
    asked.push(one);
    const own = Object.entries(answers).find(([name]) => place.includes(name))?.[1] as Answer | undefined;
    if (own) return own(response, one);
    if (request.method === 'GET' && place.includes('/models/')) return json(response, described(inputs));
    const urls = { stream: `${base}/streams/p-1` };
    return json(response, { id: 'p-1', status: 'starting', output: null, urls }, 201);
  };
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  models += 1;
  const connection = replicate.connect({ settings: { baseUrl: base }, apiKey: new Secret('r8_made_up'), fetch });
  return { asked, connection, modelId: `own/model-${models}`, places: () => asked.map(({ place }) => place) };
}

const usual = { prompt: 'string', system_prompt: 'string', max_tokens: 'integer' };
const question: LanguageModelV4CallOptions = { prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] };
const output = (text: string) => `event: output\nid: 1\ndata: ${text}\n\n`;
const done = 'event: done\nid: 2\ndata: {}\n\n';
const streams =
  (...events: string[]): Answer =>
  (response) =>
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(events.join(''));
const succeeded =
  (text: string): Answer =>
  (response) =>
    json(response, { id: 'p-1', status: 'succeeded', output: [text], urls: {} });
const codeOf = (thrown: unknown) =>
  classifyError(thrown, { provider: 'P', host: 'h', modelId: 'm', hasContent: false }).code;

/** What is sent to the model for a call, and what it warns about. */
async function sentFor(inputs: Record<string, string>, call: LanguageModelV4CallOptions) {
  const { asked, connection, modelId } = await upstream({ inputs, 'GET /v1/predictions': succeeded('Yes.') });
  const model = await connection.model('language', modelId);
  const { warnings } = await model.doGenerate(call);
  return { input: asked.find(({ place }) => place.startsWith('POST'))?.body.input, warnings };
}

describe('what a model is asked', () => {
  // Catches: a setting under a name that this model does not know, which it ignores.
  test('is written in its own names', async () => {
    const inputs = { prompt: 'string', system_instruction: 'string', max_output_tokens: 'integer', stop: 'array' };
    const { input, warnings } = await sentFor(inputs, {
      prompt: [{ role: 'system', content: 'Be short.' }, ...question.prompt],
      maxOutputTokens: 5,
      stopSequences: ['END'],
      temperature: 0.5,
    });
    expect(input).toEqual({ prompt: 'Hi', system_instruction: 'Be short.', max_output_tokens: 5, stop: ['END'] });
    expect(warnings).toEqual([{ type: 'unsupported', feature: 'temperature' }]);
  });

  // Catches: a system prompt that gets lost with a model that has no field for one, turns of a talk that melt together.
  test('is one text, where the model takes one text', async () => {
    const { input } = await sentFor(
      { prompt: 'string' },
      {
        prompt: [
          { role: 'system', content: 'Be short.' },
          ...question.prompt,
          { role: 'assistant', content: [{ type: 'text', text: 'Hello.' }] },
          { role: 'user', content: [{ type: 'text', text: 'Which track?' }] },
        ],
      },
    );
    expect(input).toEqual({ prompt: 'Be short.\n\nUser: Hi\n\nAssistant: Hello.\n\nUser: Which track?\n\nAssistant:' });
  });

  // Catches: a picture that is left out, so that the model talks about something that it never saw.
  test('holds its pictures, or is refused', async () => {
    const file = {
      type: 'file' as const,
      mediaType: 'image/png',
      data: { type: 'data' as const, data: new Uint8Array([1, 2]) },
    };
    const call: LanguageModelV4CallOptions = {
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'What is it?' }, file] }],
    };
    const { input } = await sentFor({ prompt: 'string', images: 'array' }, call);
    expect(input).toEqual({ prompt: 'What is it?', images: ['data:image/png;base64,AQI='] });
    const thrown: unknown = await sentFor({ prompt: 'string' }, call).catch((error: unknown) => error);
    expect(codeOf(thrown)).toBe('MODEL_LACKS_CAPABILITY');
  });

  // Catches: a model that is not there told as a wrong address.
  test('is nothing, where there is no such model', async () => {
    const missing: Answer = (response) => json(response, { detail: 'The requested resource could not be found.' }, 404);
    const { connection, modelId, asked } = await upstream({ inputs: usual, 'GET /v1/models': missing });
    const ask = async (id: string) => (await connection.model('language', id)).doGenerate(question);
    await expect(ask(modelId)).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    expect(asked).toHaveLength(1);
    await expect(ask('../../account')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    expect(asked).toHaveLength(1);
  });
});

async function read(stream: ReadableStream<LanguageModelV4StreamPart>) {
  const parts: LanguageModelV4StreamPart[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

describe('a prediction', () => {
  // Catches: a model that goes on writing, and costing, although nobody reads it any more.
  test('is called off when its reader goes away', async () => {
    const hanging: Answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(output('One'));
    };
    const { connection, modelId, places } = await upstream({ inputs: usual, '/streams/': hanging });
    const gone = new AbortController();
    const { stream } = await (await connection.model('language', modelId)).doStream({
      ...question,
      abortSignal: gone.signal,
    });
    const reader = stream.getReader();
    while ((await reader.read()).value?.type !== 'text-delta');
    gone.abort();
    await expect(reader.read()).rejects.toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => expect(places()).toContain('POST /v1/predictions/p-1/cancel'));
  });

  // Catches: one that is waited for, not streamed, and goes on although nobody waits.
  test('is called off while it is waited for', async () => {
    const running: Answer = (response) => json(response, { id: 'p-1', status: 'processing', urls: {} });
    const { connection, modelId, places } = await upstream({ inputs: usual, 'GET /v1/predictions': running });
    const gone = new AbortController();
    const model = await connection.model('language', modelId);
    const answer = model.doGenerate({ ...question, abortSignal: gone.signal });
    const outcome = Promise.resolve(answer).catch((thrown: unknown) => thrown);
    await vi.waitFor(() => expect(places()).toContain('GET /v1/predictions/p-1'));
    gone.abort();
    expect(await outcome).toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => expect(places()).toContain('POST /v1/predictions/p-1/cancel'));
  });

  // Catches: a model that goes on, and costs, although nobody can see any more what it does.
  test.each([
    ['waited for', 'doGenerate'],
    ['read', 'doStream'],
  ] as const)('is called off once when it can no longer be %s', async (_how, way) => {
    const broken: Answer = (response) => json(response, { detail: 'down' }, 500);
    const { connection, modelId, places } = await upstream({
      inputs: usual,
      '/streams/': broken,
      'GET /v1/predictions': broken,
    });
    const gone = new AbortController();
    const model = await connection.model('language', modelId);
    const call = { ...question, abortSignal: gone.signal };
    const asking = async () =>
      way === 'doGenerate' ? model.doGenerate(call) : read((await model.doStream(call)).stream);
    await expect(asking()).rejects.toMatchObject({ statusCode: 500 });
    const cancels = () => places().filter((place) => place.endsWith('/cancel'));
    await vi.waitFor(() => expect(cancels()).toHaveLength(1));
    gone.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(cancels()).toHaveLength(1);
  });

  // Catches: a request about every answer that is long over.
  test('is not called off once it is done', async () => {
    const { connection, modelId, places } = await upstream({
      inputs: usual,
      '/streams/': streams(output('One'), done),
      'GET /v1/predictions': succeeded('One'),
    });
    const gone = new AbortController();
    const model = await connection.model('language', modelId);
    const { stream } = await model.doStream({ ...question, abortSignal: gone.signal });
    const parts = await read(stream);
    expect(parts.at(-1)).toMatchObject({ type: 'finish', finishReason: { unified: 'stop', raw: 'done' } });
    gone.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(places().filter((place) => place.endsWith('/cancel'))).toEqual([]);
  });

  // Catches: an answer that is thrown away because nobody could say how long it was.
  test('is whole although its counts cannot be had', async () => {
    const { connection, modelId } = await upstream({
      inputs: usual,
      '/streams/': streams(output('One'), done),
      'GET /v1/predictions': (response: ServerResponse) => json(response, {}, 500),
    });
    const parts = await read((await (await connection.model('language', modelId)).doStream(question)).stream);
    expect(parts.at(-1)).toMatchObject({ type: 'finish', usage: { outputTokens: { total: undefined } } });
  });

  // Catches: one that somebody stopped on their side, told as a whole answer.
  test('that was stopped over there is no good end', async () => {
    const { connection, modelId } = await upstream({
      inputs: usual,
      '/streams/': streams(output('One'), 'event: done\ndata: {"reason":"canceled"}\n\n'),
      'GET /v1/predictions': succeeded('One'),
    });
    const parts = await read((await (await connection.model('language', modelId)).doStream(question)).stream);
    expect(parts.at(-1)).toMatchObject({ finishReason: { unified: 'interrupted' } });
  });

  // Catches: a model without a stream, whose answer never comes.
  test('that does not stream is told when it is done', async () => {
    const { connection, modelId } = await upstream({
      inputs: usual,
      'POST /v1/models': (response: ServerResponse) => json(response, { id: 'p-1', status: 'starting', urls: {} }, 201),
      'GET /v1/predictions': succeeded('All of it.'),
    });
    const parts = await read((await (await connection.model('language', modelId)).doStream(question)).stream);
    expect(parts.flatMap((part) => (part.type === 'text-delta' ? [part.delta] : []))).toEqual(['All of it.']);
  });

  // Catches: what each model takes being asked before every single question.
  test('asks once what the model takes', async () => {
    const { connection, modelId, places } = await upstream({ inputs: usual, 'GET /v1/predictions': succeeded('Yes.') });
    const model = await connection.model('language', modelId);
    await model.doGenerate(question);
    await model.doGenerate(question);
    expect(places().filter((place) => place.startsWith('GET /v1/models'))).toHaveLength(1);
  });
});

// Catches: a sound that lies in a field, or first in a list, that is not found; a voice that is left out without a word.
test.each<[string, unknown]>([
  ['alone', 'sound'],
  ['in a list', ['sound', 'other']],
  ['in a field', { audio_out: 'sound' }],
])('speech is found %s', async (_where, output) => {
  const { connection, modelId, asked } = await upstream({
    inputs: { prompt: 'string', speaker: 'string' },
    'GET /v1/sound': (response: ServerResponse) => response.end('abc'),
    'GET /v1/predictions': ((response, { host }) => {
      const put = JSON.stringify(output).replace('"sound"', `"http://${host}/v1/sound"`);
      json(response, { id: 'p-1', status: 'succeeded', output: JSON.parse(put) });
    }) satisfies Answer,
  });
  const model = await connection.model('speech', modelId);
  const { audio, warnings } = await model.doGenerate({ text: 'Mind the gap.', voice: 'Ada', speed: 2 });
  expect(Buffer.from(audio).toString()).toBe('abc');
  expect(warnings).toEqual([{ type: 'unsupported', feature: 'speed' }]);
  expect(asked.find(({ place }) => place.startsWith('POST'))?.body.input).toEqual({
    prompt: 'Mind the gap.',
    speaker: 'Ada',
  });
  expect(asked.find(({ place }) => place.endsWith('/sound'))?.key).toBeUndefined();
});

// Catches: a key that goes to whatever host an answer names.
test.each([
  ['https://stream.replicate.com/v1/files/x', 'Bearer r8_made_up'],
  ['https://stream-b.svc.replicate.net/x', 'Bearer r8_made_up'],
  ['https://replicate.com.example.org/x', null],
  ['https://evilreplicate.com/x', null],
])('the stream at %s gets %s', async (url, wanted) => {
  const keys = new Map<string, string | null>();
  const connection = replicate.connect({
    settings: {},
    apiKey: new Secret('r8_made_up'),
    async fetch(input, init) {
      const request = new Request(input, init);
      keys.set(request.url, request.headers.get('authorization'));
      if (request.url === url) return new Response(output('Hi') + done);
      if (request.method === 'GET') return Response.json(described(usual));
      return Response.json({ id: 'p-1', status: 'starting', urls: { stream: url } }, { status: 201 });
    },
  });
  await read((await (await connection.model('language', 'own/model')).doStream(question)).stream);
  expect(keys.get(url)).toBe(wanted);
});
