import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { classifyError } from '../../../electron/providers/errors/classify-error.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { about, type Package, thrownBy, thrownFrom } from './thrown-by.ts';

const events = (...data: unknown[]) => data.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
const named = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const sse = (body: string) => new Response(body, { headers: { 'content-type': 'text/event-stream' } });

const word = { id: 'a', choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: null }] };
const message = { id: 'a', type: 'message', role: 'assistant', model: 'a', content: [], usage: { input_tokens: 1 } };
const overloaded = named('error', { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } });

/** A frame of AWS's event stream: https://docs.aws.amazon.com/transcribe/latest/dg/event-stream.html */
function frame(headers: Record<string, string>, data: unknown): Uint8Array<ArrayBuffer> {
  const head = Buffer.concat(
    Object.entries(headers).map(([name, value]) => {
      const size = Buffer.alloc(2);
      size.writeUInt16BE(value.length);
      return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([7]), size, Buffer.from(value)]);
    }),
  );
  const payload = Buffer.from(JSON.stringify(data));
  const whole = Buffer.alloc(16 + head.length + payload.length);
  whole.writeUInt32BE(whole.length, 0);
  whole.writeUInt32BE(head.length, 4);
  whole.writeUInt32BE(crc32(whole.subarray(0, 8)), 8);
  head.copy(whole, 12);
  payload.copy(whole, 12 + head.length);
  whole.writeUInt32BE(crc32(whole.subarray(0, -4)), whole.length - 4);
  return Uint8Array.from(whole);
}
const exception = (type: string) =>
  frame({ ':message-type': 'exception', ':exception-type': type }, { message: `It was a ${type}.` });

// Catches: an error that arrives after the 200 told as a broken answer, which would be asked for again.
test.each<[what: string, by: Package, Response, ErrorCode, retryAfter?: number]>([
  ['first event', 'anthropic stream', sse(overloaded), 'PROVIDER_UNHEALTHY'],
  [
    'in mid-answer',
    'anthropic stream',
    sse(named('message_start', { type: 'message_start', message }) + overloaded),
    'PROVIDER_UNHEALTHY',
  ],
  [
    'number as code',
    'compatible stream',
    sse(events(word, { error: { code: 502, message: 'Bad gateway' } })),
    'PROVIDER_UNHEALTHY',
  ],
  [
    'status in words',
    'compatible stream',
    sse(events(word, { error: { code: '429', message: 'Slow down, retry after 2 seconds.' } })),
    'RATE_LIMITED',
    2000,
  ],
  [
    'upstream',
    'openrouter stream',
    sse(events(word, { error: { code: 502, message: 'Gone', metadata: { raw: 'x' } } })),
    'PROVIDER_UNHEALTHY',
  ],
  [
    'upstream first',
    'openrouter stream',
    sse(events({ error: { code: 429, message: 'Slow', metadata: {} } })),
    'RATE_LIMITED',
  ],
  ['a form it does not know', 'compatible stream', sse(events({ error: 'Invalid API key' })), 'INVALID_API_KEY'],
  ['no end', 'compatible stream', sse(events(word)), 'STREAM_INTERRUPTED'],
  ['no JSON', 'compatible stream', sse('data: upstream died\n\n'), 'PROVIDER_BAD_ANSWER'],
  [
    'before a word',
    'openai stream',
    sse(events({ error: { message: 'Gone.', type: 'server_error', code: null } })),
    'PROVIDER_UNHEALTHY',
  ],
  [
    'after a word',
    'openai stream',
    sse(events(word, { error: { message: 'No.', code: 'context_length_exceeded' } })),
    'CONTEXT_TOO_LONG',
  ],
  [
    'error event',
    'responses stream',
    sse(
      events({
        type: 'error',
        sequence_number: 0,
        code: 'rate_limit_exceeded',
        message: 'Please try again in 1.5s.',
        param: null,
      }),
    ),
    'RATE_LIMITED',
    1500,
  ],
  [
    'failed',
    'responses stream',
    sse(
      events({
        type: 'response.failed',
        sequence_number: 0,
        response: { error: { code: 'server_error', message: 'Gone.' }, incomplete_details: null },
      }),
    ),
    'PROVIDER_UNHEALTHY',
  ],
  [
    'quota',
    'groq stream',
    sse(events(word) + named('error', { error: { message: 'Try again in 3s', type: 'rate_limit_error' } })),
    'RATE_LIMITED',
    3000,
  ],
  [
    'unavailable',
    'google stream',
    sse(events({ error: { code: 503, message: 'Overloaded.', status: 'UNAVAILABLE' } })),
    'PROVIDER_UNHEALTHY',
  ],
  [
    'unknown chunk',
    'mistral',
    sse(events({ object: 'error', message: 'Rate limit exceeded', type: 'rate_limited', code: '1300' })),
    'RATE_LIMITED',
  ],
  ['throttled', 'bedrock stream', new Response(exception('throttlingException')), 'RATE_LIMITED'],
  ['broken model', 'bedrock stream', new Response(exception('modelStreamErrorException')), 'PROVIDER_UNHEALTHY'],
  ['half a frame', 'bedrock stream', new Response(exception('throttlingException').slice(0, 40)), 'STREAM_INTERRUPTED'],
])('%s by %s', async (_what, by, answer, code, retryAfter) => {
  const error = classifyError(await thrownBy(by, answer), about);
  expect([error.code, error.details?.['retryAfter']]).toEqual([code, retryAfter]);
});

/** Sends every request to a server on this machine; `protocol` may be one that it does not speak. */
async function sendTo(listener: RequestListener, protocol = 'http'): Promise<typeof fetch> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const { port } = server.address() as AddressInfo;
  return (_input, init) => fetch(`${protocol}://127.0.0.1:${port}/`, init);
}

describe('connections that really fail', () => {
  // Catches: Node's names for a failed connection having changed, or a package that hides them.
  test('nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    const send: typeof fetch = (_input, init) => fetch(`http://127.0.0.1:${port}/`, init);
    const error = classifyError(await thrownFrom('compatible stream', send), about);
    expect([error.code, error.retryable, error.details?.['reason']]).toEqual([
      'PROVIDER_UNREACHABLE',
      true,
      'ECONNREFUSED',
    ]);
  });

  test.each<[Package]>([['compatible stream'], ['anthropic'], ['openai stream'], ['google'], ['bedrock'], ['cohere']])(
    'closed without a word, by %s',
    async (by) => {
      const send = await sendTo((request) => request.socket.destroy());
      const error = classifyError(await thrownFrom(by, send), about);
      expect(error.code).toBe('PROVIDER_UNREACHABLE');
      expect(error.message).toContain('closed the connection');
    },
  );

  test('https where there is only http', async () => {
    const error = classifyError(await thrownFrom('compatible', await sendTo(() => {}, 'https')), about);
    expect(error.message).toMatch(/http:\/\//);
  });

  test.each<[Package]>([['compatible stream'], ['anthropic stream'], ['openai stream'], ['google stream']])(
    'cut in mid-answer, by %s',
    async (by) => {
      const send = await sendTo((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(by === 'anthropic stream' ? named('message_start', { type: 'message_start', message }) : '\n');
        setTimeout(() => response.destroy(), 20);
      });
      const error = classifyError(await thrownFrom(by, send), { ...about, hasContent: true });
      expect(error.code).toBe('STREAM_INTERRUPTED');
    },
  );

  test('cut in mid-JSON', async () => {
    const send = await sendTo((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"id":');
      setTimeout(() => response.destroy(), 20);
    });
    expect(classifyError(await thrownFrom('compatible', send), about).code).toBe('STREAM_INTERRUPTED');
  });
});
