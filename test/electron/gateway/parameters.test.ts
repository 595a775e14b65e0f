import { expect, test } from 'vitest';
import { type ChatRequest, createGateway } from '../../../electron/gateway/gateway.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ParameterWarning } from '../../../shared/model/parameters.ts';
import { addUpstream, openTestProviders, openTestUpstream } from '../../helpers/upstream-host.ts';

async function open() {
  const upstream = await openTestUpstream();
  const host = openTestProviders();
  const gateway = createGateway({ connect: host.providers.connect, requests: host.store.requests, log: host.log.log });

  async function ask(kind: string, more: Partial<ChatRequest> & { modelId?: string }) {
    const { modelId = 'echo', ...rest } = more;
    const apiKey = kind === 'openai' ? { kind, apiKey: 'sk-test-0123456789abcdef' } : {};
    const { id: providerId } = await addUpstream(host, upstream, apiKey);
    const told: (readonly ParameterWarning[])[] = [];
    const request = gateway.stream({
      door: 'window',
      wish: { target: { providerId, modelId } },
      messages: [{ role: 'user', text: 'Which track?' }],
      messageId: null,
      signal: new AbortController().signal,
      onWarnings: (warnings) => void told.push(warnings),
      ...rest,
    });
    const before = upstream.requests.length;
    const sent = () =>
      upstream.requests
        .slice(before)
        .filter(({ body }) => body !== null)
        .map(({ body }) => body);
    let toldBefore: number | undefined;
    try {
      for (;;) {
        const { done, value } = await request.next();
        if (done) return { result: value.result, told, toldBefore, sent: sent() };
        toldBefore ??= told.length;
      }
    } catch (error) {
      if (error instanceof AppError) return { error, told, toldBefore, sent: sent() };
      throw error;
    }
  }
  return { ask, host, upstream };
}

// Catches: parameters that stop at the gateway.
test('parameters reach the provider in its own words', async () => {
  const { ask } = await open();
  const { sent, result, told } = await ask('compatible', {
    parameters: { temperature: 0.25, maxOutputTokens: 9, topK: 4, stop: ['x'], reasoningEffort: 'low' },
  });
  expect(sent[0]).toMatchObject({ temperature: 0.25, max_tokens: 9, top_k: 4, stop: ['x'], reasoning_effort: 'low' });
  expect([result?.warnings, told]).toEqual([[], []]);
});

// Catches: something left out that nobody hears of, or that is heard of only when the answer is over.
test('what is dropped is told before the answer, and stands in the result', async () => {
  const { ask } = await open();
  const { told, toldBefore, result, sent } = await ask('openai', { parameters: { topK: 4, seed: 7 } });
  expect(sent[0]).toMatchObject({ seed: 7 });
  expect(sent[0]).not.toHaveProperty('top_k');
  expect(told).toEqual([[{ parameter: 'topK', action: 'dropped', detail: expect.any(String) }]]);
  expect(toldBefore).toBe(1);
  expect(result?.warnings).toEqual(told[0]);
});

// Catches: what only the vendor's package knows staying with it.
test('what a package leaves out is told too', async () => {
  const { ask } = await open();
  const { told } = await ask('openai', { parameters: { serviceTier: 'priority' } });
  expect(told).toEqual([
    [{ parameter: 'serviceTier', action: 'dropped', detail: expect.stringContaining('priority') }],
  ]);
});

// Catches: a strict caller whose request goes out without what it insists on, and is paid for.
test('refuse names parameter and model, and nothing is sent', async () => {
  const { ask } = await open();
  const { error, sent } = await ask('openai', { parameters: { topK: 4 }, onUnsupported: 'refuse' });
  expect(error).toMatchObject({ code: 'UNSUPPORTED_PARAMETER', details: { param: 'topK', model: 'echo' } });
  expect(error?.message).toMatch(/^echo does not take "topK".*Leave it out/);
  expect(sent).toEqual([]);
});

// Catches: the strict caller getting an answer anyway where the package alone knows.
test('refuse holds for what a package leaves out', async () => {
  const { ask } = await open();
  const { error, toldBefore } = await ask('openai', {
    parameters: { serviceTier: 'priority' },
    onUnsupported: 'refuse',
  });
  expect(error).toMatchObject({ code: 'UNSUPPORTED_PARAMETER', details: { param: 'serviceTier' } });
  expect(toldBefore).toBeUndefined();
});

// Catches: what a person says about a model, that a request to it does not heed.
test('a model that somebody says sets its own temperature is sent none', async () => {
  const { ask, host, upstream } = await open();
  const { id: providerId } = await addUpstream(host, upstream);
  await host.providers.models(providerId, { refresh: true });
  await host.providers.chooseModel({ providerId, modelId: 'echo', details: { temperature: false } });
  const { told, sent } = await ask('compatible', {
    wish: { target: { providerId, modelId: 'echo' } },
    parameters: { temperature: 0.5, seed: 1 },
  });
  expect(sent[0]).toMatchObject({ seed: 1 });
  expect(sent[0]).not.toHaveProperty('temperature');
  expect(told).toMatchObject([[{ parameter: 'temperature', action: 'dropped' }]]);
});
