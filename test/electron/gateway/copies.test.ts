import { expect, test, vi } from 'vitest';
import { withCopies } from '../../../electron/gateway/copies.ts';
import { directPlanner } from '../../../electron/gateway/planned.ts';
import type { RequestRecord } from '../../../electron/gateway/record.ts';
import type { GatewayRequest, Outcome } from '../../../electron/gateway/request.ts';
import { createResponseCache } from '../../../electron/gateway/response-cache.ts';
import type { TokenCounts } from '../../../electron/gateway/work.ts';
import type { Emit } from '../../../electron/lib/pulled.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { openTestStore, silentLog } from '../../helpers/test-store.ts';
import { openRoutedGateway } from './routed-gateway.ts';

interface Result {
  usage: TokenCounts;
}

const work: GatewayRequest<string, Result>['work'] = {
  service: 'language',
  isRepeatable: true,
  run: () => Promise.reject(new Error('Nobody is asked.')),
  copy: {
    dialect: 'words',
    question: () => 'Which track?',
    write: (items, result) => Buffer.from(JSON.stringify({ items, result })),
    read: (kept) => JSON.parse(kept.toString()) as { items: string[]; result: Result },
  },
};

// Catches: whoever asks the same waiting for ever for an answer that failed, or getting half of it.
test('an answer that fails is not kept, and frees whoever waits for it', async () => {
  const request: GatewayRequest<string, Result> = {
    door: 'window',
    wish: { target: { providerId: 'one' as ProviderId, modelId: 'm' } },
    content: { texts: [], needs: new Set(), maxOutputTokens: null },
    messageId: null,
    cacheFor: 60,
    signal: new AbortController().signal,
    work,
  };
  const planned = await directPlanner.plan({ ...request, service: 'language' }, () => {});
  const cache = createResponseCache({ store: openTestStore().cachedAnswers, size: () => 1e6, log: silentLog });
  const ask = (answer: (emit: Emit<string>) => Promise<Outcome<Result>>) =>
    withCopies(answer, { request, planned, record: {} as RequestRecord, cache, emit: () => {} });
  const cut = Promise.withResolvers<void>();
  const first = ask(async (emit) => {
    await emit('half of it');
    await cut.promise;
    throw new Error('cut');
  });
  const second = ask(() => Promise.reject(new Error('asked anew')));
  cut.resolve();
  await expect(first).rejects.toThrow('cut');
  await expect(second).rejects.toThrow('asked anew');
});

// Catches: somebody who leaves while another one asks the same, written down as a failure of this program.
test('whoever leaves while waiting for the answer to the same question has cancelled', async () => {
  const host = await openRoutedGateway(['one', 'two']);
  const [first, second] = [new AbortController(), new AbortController()];
  const wish = { target: host.target('one', 'hang') };
  const asking = host.ask(wish, { cacheFor: 60, signal: first.signal });
  await vi.waitFor(() => expect(host.asked()).toEqual({ one: 1 }));
  const waiting = host.ask(wish, { cacheFor: 60, signal: second.signal });
  await new Promise((resolve) => setTimeout(resolve, 50));
  second.abort();
  expect((await waiting).error?.code).toBe('CANCELLED');
  first.abort();
  expect((await asking).error?.code).toBe('CANCELLED');
});

// Catches: a target put behind others, or called too small, for the length of an answer that nobody asked for.
test('plans with the answer that is asked for where a rule would allow a longer one', async () => {
  const host = await openRoutedGateway(['one', 'two'], { settings: { tokensPerMinute: 1000 } });
  host.alias('fast', [host.target('one', 'echo'), host.target('two', 'echo')]);
  await host.ask('fast');
  const actions = [{ maxOutputTokens: 100_000 }];
  host.routing.config.createRule({ name: 'Not too long', isEnabled: true, when: null, actions });
  const question = { model: 'fast', text: 'Hello', needs: [], door: 'window', client: null, tags: [] };
  const { plan } = await host.routing.try({ ...question, maxOutputTokens: 10, requirements: {} });
  expect(plan?.attempts.map(({ demotion }) => demotion)).toEqual([null, null]);
});
