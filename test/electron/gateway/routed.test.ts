import { describe, expect, test, vi } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { ConversationId, RequestId } from '../../../shared/model/ids.ts';
import type { RuleChoices } from '../../../shared/model/rule.ts';
import { partialAnswer } from '../../helpers/upstream-behaviours.ts';
import { openRoutedGateway } from './routed-gateway.ts';

const rule = (choices: Partial<RuleChoices>): RuleChoices => ({
  name: 'A rule',
  isEnabled: true,
  when: null,
  actions: [{ addTag: 'seen' }],
  ...choices,
});

describe('an alias', () => {
  // Catches: a fallback that is never asked, is seen by whoever reads, or is forgotten in the record.
  test('asks the next target when one fails before its first word, and keeps the whole way', async () => {
    const host = await openRoutedGateway(['one', 'two']);
    host.alias('fast', [host.target('one', 'fail-503'), host.target('two', 'echo')]);
    const { text, outcome } = await host.ask('FAST');
    expect(text).toBe('Which track?');
    expect(outcome?.target).toEqual(host.target('two', 'echo'));
    expect(host.wayOf(outcome?.requestId)).toEqual(['one PROVIDER_UNHEALTHY', 'two answered']);
    const route = host.routing.routeOf(outcome?.requestId as RequestId);
    expect(route.plan).toMatchObject({ asked: 'FAST', alias: { name: 'fast' }, strategy: 'priority' });
    expect(route.plan.attempts.map(({ reason }) => reason)).toEqual(['strategy', 'fallback']);
    expect(host.store.requests.get(outcome?.requestId as RequestId)).toMatchObject({
      ...host.target('two', 'echo'),
      asked: 'FAST',
      status: 'complete',
    });
  });

  // Catches: words of two answers in one.
  test('asks nobody else once words were seen', async () => {
    const host = await openRoutedGateway(['one', 'two']);
    host.alias('fast', [host.target('one', 'cut'), host.target('two', 'echo')]);
    const { text, error } = await host.ask('fast');
    expect([text, error?.code]).toEqual([partialAnswer, 'STREAM_INTERRUPTED']);
    expect(host.asked()).toEqual({ one: 1 });
  });

  // Catches: a refusal of what was asked shopped around until somebody takes it, against what was chosen.
  test.each([
    ['fail-400', { one: 1 }],
    ['fail-401', { one: 1, two: 1 }],
    ['fail-402', { one: 1, two: 1 }],
    ['fail-404', { one: 1, two: 1 }],
    ['fail-413', { one: 1, two: 1 }],
    ['fail-429', { one: 1, two: 1 }],
    ['fail-500', { one: 1, two: 1 }],
    ['cut-before', { one: 1, two: 1 }],
    ['html', { one: 1, two: 1 }],
  ])('goes on after %s only where that was chosen', async (modelId, asked) => {
    const host = await openRoutedGateway(['one', 'two']);
    host.alias('fast', [host.target('one', modelId), host.target('two', 'echo')]);
    await host.ask('fast');
    expect(host.asked()).toEqual(asked);
    host.alias('strict', [host.target('one', modelId), host.target('two', 'echo')], { fallbackOn: [] });
    expect((await host.ask('strict')).error).toBeDefined();
    expect(host.asked()).toEqual({ one: 1 });
  });

  // Catches: a slow target waited for although another one could have answered.
  test('gives each target its own time', async () => {
    const host = await openRoutedGateway(['one', 'two']);
    host.alias('fast', [host.target('one', 'hang'), host.target('two', 'echo')], { stepTimeout: 150 });
    const { text, outcome } = await host.ask('fast');
    expect(text).toBe('Which track?');
    expect(host.wayOf(outcome?.requestId)).toEqual(['one PROVIDER_TIMEOUT', 'two answered']);
    await vi.waitFor(() => expect(host.upstreams['one']?.aborted).toBe(1));
  });

  // Catches: a dead target asked, and waited for, with every request.
  test('leaves a target alone that failed five times, and tries it again after its rest', async () => {
    const host = await openRoutedGateway(['one', 'two']);
    host.alias('fast', [host.target('one', 'fail-500'), host.target('two', 'echo')]);
    for (let index = 0; index < 5; index += 1) await host.ask('fast');
    expect(host.asked()).toEqual({ one: 5, two: 5 });
    const { outcome } = await host.ask('fast');
    expect(host.asked()).toEqual({ two: 1 });
    expect(outcome && host.routing.routeOf(outcome.requestId).plan.attempts.map(({ demotion }) => demotion)).toEqual([
      null,
      'breaker-open',
    ]);
    host.clock.now += 61_000;
    await host.ask('fast');
    expect(host.asked()).toEqual({ one: 1, two: 1 });
    await host.ask('fast');
    expect(host.asked()).toEqual({ two: 1 });
  });

  // Catches: a model asked by its own name refused because of what others met.
  test('is what the breaker is for: a model asked by its own name is asked', async () => {
    const host = await openRoutedGateway(['one']);
    const target = host.target('one', 'fail-500');
    for (let index = 0; index < 7; index += 1) await host.ask({ target });
    expect(host.asked()).toEqual({ one: 7 });
    host.alias('alone', [target, host.target('one', 'fail-503')]);
    for (let index = 0; index < 5; index += 1) await host.ask('alone');
    host.asked();
    const { error } = await host.ask('alone');
    expect(error).toMatchObject({ code: 'PROVIDER_UNHEALTHY', retryable: true });
    expect(error?.details?.['retryAfter']).toBeGreaterThan(0);
    expect(host.asked()).toEqual({});
  });

  // Catches: weights that are only a wish.
  test('shares requests out by weight', async () => {
    const host = await openRoutedGateway(['one', 'two']);
    const targets = [
      { target: host.target('one', 'echo'), isEnabled: true, priority: 0, weight: 3 },
      { target: host.target('two', 'echo'), isEnabled: true, priority: 0, weight: 1 },
    ];
    host.alias('shared', [], { strategy: 'weighted', targets });
    for (let index = 0; index < 40; index += 1) await host.ask('shared');
    const { one = 0, two = 0 } = host.asked();
    expect(one + two).toBe(40);
    expect(one).toBeGreaterThanOrEqual(29);
    expect(one).toBeLessThanOrEqual(31);
  });

  // Catches: a conversation that changes its model, and so pays for its prompt anew, with every question.
  test('keeps a conversation with its target while that is well', async () => {
    const host = await openRoutedGateway(['one', 'two']);
    const targets = [host.target('one', 'echo'), host.target('two', 'echo')];
    const alias = host.alias('turns', targets, { strategy: 'round-robin', isSticky: true });
    host.routing.config.updateAlias(alias.id, {
      targets: targets.map((target) => ({ target, isEnabled: true, priority: 0, weight: 1 })),
    });
    const conversation = newId<ConversationId>();
    const other = newId<ConversationId>();
    await host.ask('turns', { conversation });
    await host.ask('turns', { conversation: other });
    expect(host.asked()).toEqual({ one: 1, two: 1 });
    for (let index = 0; index < 3; index += 1) await host.ask('turns', { conversation });
    expect(host.asked()).toEqual({ one: 3 });
    const { outcome } = await host.ask('turns', { conversation });
    expect(outcome && host.routing.routeOf(outcome.requestId).plan.attempts[0]?.reason).toBe('sticky');
  });
});

describe('rules', () => {
  // Catches: personal data that leaves although a rule keeps it, or a fallback that leaks it.
  test('local only: with nothing local to answer, nobody is asked', async () => {
    const host = await openRoutedGateway(['one', 'two']);
    host.alias('fast', [host.target('one', 'echo'), host.target('two', 'echo')]);
    host.routing.config.createRule(
      rule({ when: { personalData: ['email'] }, actions: [{ isLocalOnly: true }], name: 'Keep at home' }),
    );
    const messages = [{ role: 'user' as const, text: 'Write to anna.meier@example.org, please.' }];
    for (const wish of ['fast', 'auto', { target: host.target('one', 'echo') }]) {
      const { error } = await host.ask(wish, { messages });
      expect(error).toMatchObject({ code: 'NO_TARGET' });
    }
    expect(host.asked()).toEqual({});
    expect((await host.ask('fast')).text).toBe('Which track?');
  });

  // Catches: a rule that is only shown.
  test('send elsewhere, refuse in their own words, and bound the answer', async () => {
    const host = await openRoutedGateway(['one', 'two']);
    const { config } = host.routing;
    const refusing = config.createRule(rule({ when: { text: 'casino' }, actions: [{ refuse: 'Not here.' }] }));
    config.createRule(
      rule({ when: { model: 'gpt-*' }, actions: [{ target: host.target('two', 'echo') }, { maxOutputTokens: 7 }] }),
    );
    const moved = await host.ask('gpt-5');
    expect(moved.text).toBe('Which track?');
    expect(host.upstreams['two']?.requests.at(-1)?.body).toMatchObject({ max_tokens: 7 });
    const messages = [{ role: 'user' as const, text: 'Which Casino?' }];
    expect((await host.ask('gpt-5', { messages })).error).toMatchObject({
      code: 'REFUSED_BY_RULE',
      message: 'Not here.',
    });
    config.updateRule(refusing.id, { isEnabled: false });
    expect((await host.ask('gpt-5', { messages })).text).toBe('Which Casino?');
  });

  // Catches: a try that says one thing and a request that does another.
  test('a try and the request that follows it have the same plan', async () => {
    const host = await openRoutedGateway(['one', 'two']);
    const targets = [
      { target: host.target('one', 'echo'), isEnabled: true, priority: 0, weight: 2 },
      { target: host.target('two', 'echo'), isEnabled: true, priority: 0, weight: 1 },
    ];
    for (const strategy of ['weighted', 'round-robin', 'cheapest', 'auto'] as const) {
      host.alias(strategy === 'auto' ? 'chosen' : strategy, [], { strategy, targets });
    }
    host.routing.config.createRule(rule({ when: { task: ['chat'] }, actions: [{ addTag: 'talk' }] }));
    for (const name of ['weighted', 'round-robin', 'cheapest', 'chosen', 'weighted', 'round-robin', 'one/echo']) {
      const question = { model: name, text: 'Hello there, how are you?', needs: [], maxOutputTokens: null };
      const tried = await host.routing.try({ ...question, door: 'window', client: null, tags: [], requirements: {} });
      const { outcome } = await host.ask(name, { messages: [{ role: 'user', text: question.text }] });
      expect(tried.refusal).toBeNull();
      const { plan } = host.routing.routeOf(outcome?.requestId as RequestId);
      expect(plan).toEqual(tried.plan);
      expect(plan.tags).toEqual(['talk']);
    }
  });
});

describe('names', () => {
  // Catches: a mistyped name answered by somebody else, or refused without a hint.
  test('that nobody has are refused with those that are close', async () => {
    const host = await openRoutedGateway(['one']);
    host.alias('summaries', [host.target('one', 'echo')]);
    const { error } = await host.ask('sumaries');
    expect(error).toMatchObject({ code: 'MODEL_NOT_FOUND', details: { model: 'sumaries' } });
    expect(error?.message).toContain('Did you mean summaries?');
    expect((await host.ask('one/echo')).text).toBe('Which track?');
  });
});

// Catches: a target that nobody can ask because its key is gone, shown as if it stood in for the others.
test('what has lost its key is a problem of whoever names it', async () => {
  const host = await openRoutedGateway(['one']);
  const kind = host.providers
    .kinds()
    .find(({ needsKey, settingsSchema }) => needsKey === 'required' && !settingsSchema['required']);
  if (!kind) throw new Error('There is no vendor that wants only a key.');
  const provider = await host.providers.create({
    kind: kind.id,
    name: 'far',
    settings: {},
    apiKey: 'sk-0123456789abcdef',
  });
  host.alias('fast', [{ providerId: provider.id, modelId: 'm' }, host.target('one', 'echo')]);
  expect(await host.routing.problems()).toEqual([]);
  for (const { id } of provider.credentials) host.providers.deleteKey(id);
  expect(await host.routing.problems()).toMatchObject([{ index: 0, problem: 'no-key' }]);
});

describe('limits', () => {
  // Catches: retries and further keys that nobody counts: sixty allowed a minute, a hundred and eighty asked.
  test('count each try, not each question', async () => {
    const network = { maxRetries: 2, retryBase: 1, retryCap: 10, retryJitter: false };
    const host = await openRoutedGateway(['one'], { network, settings: { limitWait: 0 } });
    const { providerId } = host.target('one', 'fail-500');
    await host.providers.update({ providerId, limits: { requestsPerMinute: 5, tokensPerMinute: null } });
    await host.ask({ target: host.target('one', 'fail-500') });
    expect(host.asked()).toEqual({ one: 3 });
    const { error } = await host.ask({ target: host.target('one', 'fail-500') });
    expect(host.asked()).toEqual({ one: 2 });
    // What was wrong is told, not that there was no place to try it once more.
    expect(error).toMatchObject({ code: 'PROVIDER_UNHEALTHY', details: { retries: 1 } });
  });

  // Catches: more asked than is allowed, or refused although another one is free.
  test('of a provider send the rest to the next target, or let it wait, or refuse it', async () => {
    const host = await openRoutedGateway(['one', 'two'], { settings: { limitWait: 0 } });
    const { id } = host.providers.list().find(({ name }) => name === 'one') ?? {};
    if (!id) throw new Error('There is no provider one.');
    await host.providers.update({ providerId: id, limits: { requestsPerMinute: 3, tokensPerMinute: null } });
    host.alias('fast', [host.target('one', 'echo'), host.target('two', 'echo')]);
    for (let index = 0; index < 5; index += 1) await host.ask('fast');
    expect(host.asked()).toEqual({ one: 3, two: 2 });
    const { error } = await host.ask({ target: host.target('one', 'echo') });
    expect(error).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfter: 20_000 } });
    host.clock.now += 20_000;
    expect((await host.ask({ target: host.target('one', 'echo') })).text).toBe('Which track?');
  });
});
