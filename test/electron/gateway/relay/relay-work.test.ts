import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { RelayCall } from '../../../../electron/gateway/relay/relay-work.ts';
import { chatChunk, chatDone, chatEnd, chatUsage, openRelay, sendEvents } from './relay-host.ts';

const body = '{"model":"public","messages":[{"role":"user","content":"Hi"}],"stream":true}';
const chat: RelayCall = { dialect: 'openai-chat', body: Buffer.from(body), isStream: true };
const role = chatChunk({ role: 'assistant', content: '' });
const hi = chatChunk({ content: 'Grüße 🌍' });
const asked = body.replace('"stream":true', '"stream":true,"stream_options":{"include_usage":true}');

const playing = (parts: readonly string[]) =>
  openRelay((response) => void sendEvents(response, parts).then(() => response.end()));

describe('what nobody here knows', () => {
  // Catches: a relay that parses and writes again, and so loses what it does not know.
  test('made-up parameters arrive, made-up fields come back', async () => {
    const given =
      '{ "model" : "public", "n_dreams":1e400, "messages":[], "seed":12345678901234567890, "x_nested":{"model":"stays"}}';
    const answer =
      '{"id": "r1", "model": "theirs", "choices":[{"message":{"content":"Hi","x_mood":0.10},"finish_reason":"stop"}], "x_dreams": [1e400] , "usage":{"prompt_tokens":7,"completion_tokens":3}}';
    const { ask, received } = await openRelay((response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'x-ratelimit-remaining-requests': '9',
        'x-request-id': 'req_1',
        'openai-processing-ms': '12',
        'set-cookie': 'a=b',
        server: 'theirs',
      });
      response.end(answer);
    });
    const relayed = await ask({
      dialect: 'openai-chat',
      body: Buffer.from(given),
      isStream: false,
      headers: { 'OpenAI-Beta': 'x=1', authorization: 'Bearer client', cookie: 'c=d' },
    });
    expect(received[0]?.body).toBe(given.replace('"public"', '"theirs"'));
    expect(received[0]?.headers).toMatchObject({
      authorization: 'Bearer sk-made-up',
      'openai-beta': 'x=1',
      'content-type': 'application/json',
    });
    expect(received[0]?.headers.cookie).toBeUndefined();
    expect(relayed.text).toBe(answer);
    expect(relayed.items[0]?.head).toEqual({
      status: 200,
      headers: {
        'content-type': 'application/json',
        'x-ratelimit-remaining-requests': '9',
        'x-request-id': 'req_1',
        'openai-processing-ms': '12',
      },
    });
    expect(relayed.result).toEqual({
      usage: { inputTokens: 7, outputTokens: 3, reasoningTokens: null, cachedTokens: null },
      finishReason: 'stop',
      warnings: [],
    });
  });

  // Catches: the same in a stream.
  test('made-up events and fields of a stream come back as they are', async () => {
    const parts = [
      ': hello\n\n',
      role,
      'event: x_mood\ndata: {"mood":"good"}\n\n',
      chatChunk({ content: 'Hi', x_tone: 'warm' }, { x_dreams: 1 }),
      'data: not even JSON\n\n',
      chatEnd,
      chatDone,
    ];
    const { ask, received } = await playing(parts);
    const relayed = await ask({ ...chat, body: Buffer.from(asked.replace('{', '{"x_dreams":{"of":"sheep"},')) });
    expect(relayed.text).toBe(parts.join(''));
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      ...JSON.parse(asked),
      model: 'theirs',
      x_dreams: { of: 'sheep' },
    });
    expect(relayed.items.filter(({ head }) => head)).toHaveLength(1);
  });
});

describe('until there is content', () => {
  // Catches: a role or a ping that binds a request to a target that then fails.
  test('an error is thrown, and nobody has seen anything', async () => {
    const error = { error: { message: 'Slow down.', type: 'rate_limit_error', code: 'rate_limit_exceeded' } };
    const { ask } = await playing([': wait\n\n', role, `data: ${JSON.stringify(error)}\n\n`, chatDone]);
    const relayed = await ask(chat);
    expect(relayed.items).toEqual([]);
    expect(relayed.error?.code).toBe('RATE_LIMITED');
  });

  // Catches: an empty answer that is taken for a whole one.
  test.each([
    ['ends', [role]],
    ['is no stream at all', ['garbage\n\n', 'data: {"half":\n\n']],
    ['is empty', []],
  ])('a stream that %s is one that failed', async (_what, parts) => {
    const { ask } = await playing(parts);
    const relayed = await ask(chat);
    expect(relayed.items).toEqual([]);
    expect(['STREAM_INTERRUPTED', 'PROVIDER_BAD_ANSWER']).toContain(relayed.error?.code);
  });

  // Catches: a filter's refusal that is passed on although another target might answer.
  test('a filter that takes all away is a refusal', async () => {
    const { ask } = await playing([role, chatEnd.replace('"stop"', '"content_filter"'), chatDone]);
    expect((await ask(chat)).error?.code).toBe('CONTENT_REFUSED');
  });

  // Catches: a refusal read otherwise than the vendor's own package reads it, or its body lost.
  test('a status of an error is that error, and what the vendor wrote is kept', async () => {
    const said = '{ "error" : {"message":"Too many.", "x": 1e400} }';
    const { ask } = await openRelay((response) => {
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '7' }).end(said);
    });
    const { error, refusal, items } = await ask(chat);
    expect(error).toMatchObject({ code: 'RATE_LIMITED', details: { status: 429, retryAfter: 7000 } });
    expect(refusal).toMatchObject({ status: 429, headers: { 'retry-after': '7' }, body: Buffer.from(said) });
    expect(items).toEqual([]);
  });

  // Catches: an error in a 200 that is passed on as an answer.
  test.each([true, false])('an error in place of an answer is thrown (stream: %s)', async (isStream) => {
    const { ask } = await openRelay((response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"error":{"message":"No credit","code":"insufficient_quota"}}');
    });
    const { error, items } = await ask({ ...chat, isStream });
    expect(error?.code).toBe('PAYMENT_REQUIRED');
    expect(items).toEqual([]);
  });
});

describe('after the first content', () => {
  // Catches: an error event swallowed, or told as a success.
  test('an error is passed on by itself, and thrown', async () => {
    const error = 'data: {"error":{"message":"Overloaded","type":"overloaded_error"}}\n\n';
    const { ask } = await playing([role, hi, error, chatDone]);
    const relayed = await ask(chat);
    expect(relayed.text).toBe(role + hi + error);
    expect(relayed.items.at(-1)).toMatchObject({ bytes: Buffer.from(error), isFailure: true });
    expect(relayed.error).toMatchObject({ code: 'STREAM_INTERRUPTED', details: { reason: 'PROVIDER_UNHEALTHY' } });
  });

  // Catches: a cut answer that passes for a short one.
  test.each(['end', 'destroy'] as const)('a stream without its end is interrupted (%s)', async (how) => {
    const { ask } = await openRelay((response) => void sendEvents(response, [role, hi]).then(() => response[how]()));
    const relayed = await ask(chat);
    expect(relayed.text).toBe(role + hi);
    expect(relayed.error?.code).toBe('STREAM_INTERRUPTED');
  });

  // Catches: a whole answer called broken because of how the line ended.
  test('a line that breaks after the end breaks nothing', async () => {
    const { ask } = await openRelay(
      (response) => void sendEvents(response, [role, hi, chatEnd]).then(() => response.destroy()),
    );
    const relayed = await ask(chat);
    expect(relayed.error).toBeUndefined();
    expect(relayed.text).toBe(role + hi + chatEnd);
  });
});

describe('token counts', () => {
  // Catches: counts shown to a client that did not ask, or lost to one that did.
  test.each([
    [body, role + hi + chatEnd + chatDone],
    [asked, role + hi + chatEnd + chatUsage + chatDone],
  ])('%s', async (given, expected) => {
    for (const parts of [
      [role, hi, chatEnd, chatUsage, chatDone],
      [role + hi + chatEnd + chatUsage + chatDone],
      (role + hi + chatEnd + chatUsage + chatDone).match(/.{1,40}/gsu) ?? [],
    ]) {
      const { ask, received } = await playing(parts);
      const relayed = await ask({ ...chat, body: Buffer.from(given) });
      expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ stream_options: { include_usage: true } });
      expect(relayed.text).toBe(expected);
      expect(relayed.result?.usage).toEqual({
        inputTokens: 7,
        outputTokens: 3,
        reasoningTokens: null,
        cachedTokens: null,
      });
    }
  });
});

// Catches: an upstream that goes on writing, and costing, for nobody.
test('who leaves closes the upstream within 100 ms', async () => {
  let closedAt = 0;
  const leaving = new AbortController();
  const { ask } = await openRelay((response) => {
    void sendEvents(response, [role, hi]);
    void once(response, 'close').then(() => {
      closedAt = performance.now();
    });
  });
  let leftAt = 0;
  const relayed = await ask(chat, {
    signal: leaving.signal,
    onItem: () =>
      void setTimeout(() => {
        leftAt = performance.now();
        leaving.abort();
      }, 20),
  });
  expect(relayed.error).toBeDefined();
  await expect.poll(() => closedAt, { interval: 5 }).toBeGreaterThan(0);
  expect(closedAt - leftAt).toBeLessThan(100);
});

// Catches: a target's own name shown where the public one was asked for, or more changed than that.
test('the model can be shown under the name that was asked for', async () => {
  const { ask } = await playing([role + hi, chatEnd, chatDone]);
  const relayed = await ask({ ...chat, shownModel: 'public' });
  expect(relayed.text).toBe((role + hi + chatEnd + chatDone).replaceAll('"theirs"', '"public"'));
});

// Catches: a target that does not speak the dialect being asked in it all the same.
test('what a target does not speak is done otherwise, or refused', async () => {
  const { ask, received } = await playing([]);
  const { error } = await ask({ ...chat, dialect: 'anthropic-messages' });
  expect(error?.code).toBe('MODEL_LACKS_CAPABILITY');
  const usage = { inputTokens: 1, outputTokens: 1, reasoningTokens: null, cachedTokens: null };
  const relayed = await ask({
    dialect: 'anthropic-messages',
    body: Buffer.from(body),
    isStream: true,
    otherwise: {
      service: 'language',
      isRepeatable: true,
      async run(_asked, emit) {
        await emit({ bytes: Buffer.from('transcoded') });
        return { usage, finishReason: 'stop', warnings: [] };
      },
    },
  });
  expect(relayed).toMatchObject({ text: 'transcoded', result: { usage } });
  expect(received).toEqual([]);
});
