import fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { createErrorAnswer } from '../../../electron/server/plugins/errors.ts';
import { addRouteCall } from '../../../electron/server/route-call.ts';
import type { RequestId } from '../../../shared/model/ids.ts';
import { openRoutedGateway } from '../gateway/routed-gateway.ts';

async function open() {
  const host = await openRoutedGateway(['one', 'two']);
  for (const [name, price] of [
    ['one', 9],
    ['two', 1],
  ] as const) {
    const { providerId } = host.target(name, 'echo');
    await host.providers.models(providerId, { refresh: true });
    for (const { id } of (await host.providers.models(providerId, { refresh: false })).models) {
      if (id !== 'echo') await host.providers.chooseModel({ providerId, modelId: id, isEnabled: false });
    }
    const prices = { input: price * 1_000_000, output: price * 2_000_000 };
    await host.providers.chooseModel({ providerId, modelId: 'echo', details: { prices } });
  }
  const app = fastify();
  app.setErrorHandler(createErrorAnswer({ log: host.log.log, bodyLimit: 1024 }));
  addRouteCall(app, { routing: host.routing });
  onTestFinished(() => app.close());
  const ask = async (body: object) => {
    const { statusCode, body: text } = await app.inject({ method: 'POST', url: '/v1/providers/route', payload: body });
    return { status: statusCode, body: JSON.parse(text) as Record<string, unknown> };
  };
  return { ...host, route: ask };
}

const prompt = 'Write a function in Python that reverses a list.';

// Catches: an answer in another shape than was promised, or one that says what is not so.
test('it says who would answer, at what cost, and why, in the promised shape', async () => {
  const host = await open();
  const { status, body } = await host.route({ prompt, routing_strategy: 'cost_optimized' });
  expect([status, body]).toEqual([
    200,
    {
      selected_provider: 'two',
      selected_model: 'echo',
      estimated_cost: expect.any(Number),
      estimated_latency_ms: null,
      confidence_score: expect.any(Number),
      routing_reason: expect.stringMatching(/^Cheapest of 2 models that can do coding/),
    },
  ]);
  expect(host.asked()).toEqual({});
});

// Catches: a dry run that chooses somebody else than the request itself.
test('the request that follows goes where it said', async () => {
  const host = await open();
  const { body } = await host.route({ prompt, routing_strategy: 'cost_optimized' });
  const { outcome } = await host.ask('auto', {
    messages: [{ role: 'user', text: prompt }],
    requirements: { goal: 'cost_optimized' },
  });
  const { plan } = host.routing.routeOf(outcome?.requestId as RequestId);
  expect(plan.attempts[0]).toMatchObject({ providerName: body['selected_provider'], target: { modelId: 'echo' } });
  expect(plan.attempts[0]?.estimate.cost).toBe(Math.round(Number(body['estimated_cost']) * 1e9));
  expect(plan.confidence).toBe(body['confidence_score']);
});

// Catches: a promise of a price that cannot be kept, and refusals that do not say which wish failed.
test('what nothing fits is 422, and says which requirement', async () => {
  const { route } = await open();
  const dear = await route({ prompt, requirements: { max_cost: 0.0000001 } });
  expect([dear.status, dear.body]).toMatchObject([422, { error: { code: 'NO_TARGET' } }]);
  expect(JSON.stringify(dear.body)).toContain('too-dear');
  const weak = await route({ prompt, requirements: { min_quality_score: 0.99 } });
  expect(JSON.stringify(weak.body)).toContain('too-weak');
  const bad = await route({ prompt, requirements: { task_type: 'cooking' } });
  expect([bad.status, bad.body]).toMatchObject([400, { error: { param: 'requirements.task_type' } }]);
});
