import { describe, expect, test, vi } from 'vitest';
import { type ChatRequest, createGateway, type GatewayOptions } from '../../../electron/gateway/gateway.ts';
import type { AnswerResult, Outcome } from '../../../electron/gateway/request.ts';
import type { RequestEnd } from '../../../electron/store/requests.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { AnswerDelta } from '../../../shared/model/conversation.ts';
import { silentLog } from '../../helpers/test-store.ts';
import { longAnswer, partialAnswer, steadyAnswer, thinkingAnswer } from '../../helpers/upstream-behaviours.ts';
import {
  type AddUpstreamOptions,
  addUpstream,
  openTestProviders,
  openTestUpstream,
} from '../../helpers/upstream-host.ts';

async function open(options: Partial<GatewayOptions> = {}, vendor: AddUpstreamOptions = {}) {
  const upstream = await openTestUpstream();
  const host = openTestProviders();
  const provider = await addUpstream(host, upstream, vendor);
  const ends: RequestEnd[] = [];
  const { requests } = host.store;
  const gateway = createGateway({
    connect: host.providers.connect,
    requests: {
      ...requests,
      settle(id, outcome) {
        ends.push(outcome);
        return requests.settle(id, outcome);
      },
    },
    log: silentLog,
    ...options,
  });
  const stream = (modelId: string, more: Partial<ChatRequest> = {}) =>
    gateway.stream({
      door: 'window',
      wish: { target: { providerId: provider.id, modelId } },
      messages: [{ role: 'user', text: 'Which track?' }],
      messageId: null,
      signal: new AbortController().signal,
      ...more,
    });
  return { ...host, upstream, gateway, stream, ends };
}

interface Read {
  text: string;
  reasoning: string;
  result?: AnswerResult;
  error?: AppError;
}

async function read(stream: AsyncGenerator<AnswerDelta, Outcome<AnswerResult>, void>): Promise<Read> {
  const got: Read = { text: '', reasoning: '' };
  try {
    for (;;) {
      const { done, value } = await stream.next();
      if (done) return { ...got, result: value.result };
      got[value.kind] += value.text;
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...got, error };
  }
}

// Catches: tokens lost or doubled, an answer without its numbers, a request that stays "running".
test('an answer arrives whole and is metered', async () => {
  const { stream, ends } = await open();
  const steady = await read(stream('steady'));
  expect(steady).toMatchObject({ text: steadyAnswer, reasoning: '', result: { finishReason: 'stop' } });
  const thinking = await read(stream('thinking'));
  expect(thinking).toMatchObject(thinkingAnswer);
  expect(thinking.result?.usage).toMatchObject({ reasoningTokens: 9, outputTokens: 12 });
  expect((await read(stream('long'))).text).toBe(longAnswer);
  expect(ends.map(({ status }) => status)).toEqual(['complete', 'complete', 'complete']);
  for (const end of ends) {
    expect(end).toMatchObject({ errorCode: null, inputTokens: expect.any(Number), firstToken: expect.any(Number) });
    expect(end.duration).toBeGreaterThanOrEqual(end.firstToken ?? Number.POSITIVE_INFINITY);
  }
});

// Catches: earlier messages lost, or roles mixed up, on the way to the model.
test('the whole history is sent', async () => {
  const { stream, upstream } = await open();
  const messages = [
    { role: 'system', text: 'Be brief.' },
    { role: 'user', text: 'One?' },
    { role: 'assistant', text: 'Two.' },
    { role: 'user', text: 'Three?' },
  ] as const;
  expect((await read(stream('echo', { messages }))).text).toBe('Three?');
  expect(upstream.requests.at(-1)?.body).toMatchObject({
    messages: messages.map(({ role, text }) => ({ role, content: text })),
  });
});

describe('what goes wrong upstream', () => {
  // Catches: an error under a wrong name, a cut answer taken for a complete one, tokens before the cut thrown away,
  // a request with two ends or none.
  test.each<[string, ErrorCode, string]>([
    ['fail-400', 'PROVIDER_REJECTED', ''],
    ['fail-401', 'INVALID_API_KEY', ''],
    ['fail-402', 'PAYMENT_REQUIRED', ''],
    ['fail-403', 'PERMISSION_DENIED', ''],
    ['fail-404', 'MODEL_NOT_FOUND', ''],
    ['fail-408', 'PROVIDER_TIMEOUT', ''],
    ['fail-413', 'CONTEXT_TOO_LONG', ''],
    ['fail-429', 'RATE_LIMITED', ''],
    ['fail-500', 'PROVIDER_UNHEALTHY', ''],
    ['fail-503', 'PROVIDER_UNHEALTHY', ''],
    ['fail-504', 'PROVIDER_TIMEOUT', ''],
    ['nobody', 'MODEL_NOT_FOUND', ''],
    ['cut-before', 'PROVIDER_UNREACHABLE', ''],
    ['html', 'PROVIDER_BAD_ANSWER', ''],
    ['cut', 'STREAM_INTERRUPTED', partialAnswer],
    ['no-finish', 'STREAM_INTERRUPTED', partialAnswer],
    ['garbage', 'PROVIDER_BAD_ANSWER', partialAnswer],
    ['error-event', 'PROVIDER_UNHEALTHY', partialAnswer],
  ])('%s is %s', async (modelId, code, text) => {
    const { stream, ends, store } = await open();
    const got = await read(stream(modelId));
    expect([got.error?.code, got.text]).toEqual([code, text]);
    expect(ends).toEqual([expect.objectContaining({ status: 'failed', errorCode: code, outputTokens: null })]);
    expect(store.requests.interruptRunning()).toBe(0);
  });

  // Catches: the other vendor's package breaking differently: it looks ahead, and wraps errors in its own objects.
  test.each<[string, ErrorCode, string]>([
    ['fail-401', 'INVALID_API_KEY', ''],
    ['fail-429', 'RATE_LIMITED', ''],
    ['cut-before', 'PROVIDER_UNREACHABLE', ''],
    ['html', 'PROVIDER_BAD_ANSWER', ''],
    ['cut', 'STREAM_INTERRUPTED', partialAnswer],
    ['no-finish', 'STREAM_INTERRUPTED', partialAnswer],
    ['garbage', 'PROVIDER_BAD_ANSWER', partialAnswer],
    ['error-event', 'PROVIDER_UNHEALTHY', partialAnswer],
  ])('OpenAI: %s is %s', async (modelId, code, text) => {
    const { stream, ends } = await open({}, { kind: 'openai', apiKey: 'sk-test-0123456789abcdef' });
    const got = await read(stream(modelId));
    expect([got.error?.code, got.text]).toEqual([code, text]);
    expect(ends).toHaveLength(1);
  });

  // Catches: the wait a provider asks for being lost on the way to the person who has to wait.
  test('a limit says when to come back', async () => {
    const { stream } = await open();
    const { error } = await read(stream('fail-429'));
    expect(error).toMatchObject({ retryable: true, details: { retryAfter: 7000, status: 429 } });
    expect(error?.message).toContain('7 seconds');
  });

  // Catches: a request row opened and never closed when there is not even a provider.
  test('a provider that is gone', async () => {
    const { stream, providers, ends } = await open();
    const [provider] = providers.list();
    if (provider) providers.delete(provider.id);
    expect((await read(stream('steady'))).error?.code).toBe('PROVIDER_NOT_FOUND');
    expect(ends).toHaveLength(1);
  });
});

describe('time', () => {
  // Catches: an upstream that never answers holding a conversation for ever.
  test('the first token is not waited for endlessly', async () => {
    const { stream, ends, upstream } = await open({ timeouts: { firstToken: 200 } });
    // The first request also loads the vendor's package.
    await read(stream('echo'));
    ends.length = 0;
    expect((await read(stream('hang'))).error).toMatchObject({ code: 'PROVIDER_TIMEOUT', retryable: true });
    expect(ends).toEqual([
      expect.objectContaining({ status: 'failed', errorCode: 'PROVIDER_TIMEOUT', firstToken: null }),
    ]);
    await vi.waitFor(() => expect(upstream.aborted).toBe(1));
  });

  // Catches: a local model that is still being loaded given up like a cloud that does not answer.
  test('a connection may have its own patience, also without an end', async () => {
    const host = openTestProviders();
    const provider = await addUpstream(host, await openTestUpstream());
    const gateway = createGateway({
      connect: async (id) => ({
        ...(await host.providers.connect(id)),
        timeouts: { firstToken: Number.POSITIVE_INFINITY, betweenTokens: 60_000 },
      }),
      requests: host.store.requests,
      log: silentLog,
      timeouts: { firstToken: 5000, betweenTokens: 40 },
    });
    const answer = gateway.stream({
      door: 'window',
      wish: { target: { providerId: provider.id, modelId: 'slow' } },
      messages: [{ role: 'user', text: 'Which track?' }],
      messageId: null,
      signal: new AbortController().signal,
    });
    expect((await answer.next()).value).toMatchObject({ text: 'word-1' });
    expect((await answer.next()).value).toMatchObject({ text: ' word-2' });
    await answer.return(undefined as never);
  });

  // Catches: the clock of the first token cutting a long answer, and a silence in mid-answer never ending.
  test('nor is the next one', async () => {
    const { stream, upstream } = await open({ timeouts: { firstToken: 5000, betweenTokens: 40 } });
    const got = await read(stream('slow'));
    expect(got.error?.code).toBe('PROVIDER_TIMEOUT');
    expect(got.text).toBe('word-1');
    await vi.waitFor(() => expect(upstream.aborted).toBe(1));
  });
});

describe('cancel', () => {
  // Catches: a stopped answer that goes on costing money upstream.
  test.each([
    ['slow', 'openai-compatible'],
    ['hang', 'openai-compatible'],
    ['slow', 'openai'],
  ])('the signal stops %s of %s at once', async (modelId, kind) => {
    const { stream, ends, upstream } = await open({}, { kind, apiKey: 'sk-test-0123456789abcdef' });
    const controller = new AbortController();
    const reading = read(stream(modelId, { signal: controller.signal }));
    await vi.waitFor(() => expect(upstream.requests).toHaveLength(1));
    controller.abort();
    expect((await reading).error?.code).toBe('CANCELLED');
    expect(ends).toEqual([expect.objectContaining({ status: 'cancelled', errorCode: 'CANCELLED' })]);
    await vi.waitFor(() => expect(upstream.aborted).toBe(1));
  });

  // Catches: a reader that simply leaves the loop and takes the settle with it.
  test('leaving the stream stops it too', async () => {
    const { stream, ends, upstream } = await open();
    for await (const delta of stream('slow')) {
      expect(delta).toEqual({ kind: 'text', text: 'word-1' });
      break;
    }
    expect(ends).toEqual([expect.objectContaining({ status: 'cancelled' })]);
    await vi.waitFor(() => expect(upstream.aborted).toBe(1));
  });

  // Catches: an upstream asked for somebody who had left already.
  test('nothing is asked when it is cancelled before it begins', async () => {
    const { stream, ends, upstream } = await open();
    expect((await read(stream('steady', { signal: AbortSignal.abort() }))).error?.code).toBe('CANCELLED');
    expect(upstream.requests).toHaveLength(0);
    expect(ends).toHaveLength(1);
  });

  // Catches: a vendor that ignores its signal keeping the gateway waiting.
  test('a vendor deaf to the signal is left behind', async () => {
    const { stream, ends } = await open({ connect: () => new Promise(() => {}) });
    const controller = new AbortController();
    const reading = read(stream('steady', { signal: controller.signal }));
    controller.abort();
    expect((await reading).error?.code).toBe('CANCELLED');
    expect(ends).toHaveLength(1);
  });
});

// Catches: a gateway without a planner of its own that sends elsewhere what must stay here.
test('what must stay here goes nowhere else, whoever plans', async () => {
  const { stream, upstream } = await open();
  const asked = upstream.requests.length;
  const { error } = await read(stream('echo', { requirements: { isLocalOnly: true } }));
  expect(error?.code).toBe('NO_TARGET');
  expect(upstream.requests).toHaveLength(asked);
});
