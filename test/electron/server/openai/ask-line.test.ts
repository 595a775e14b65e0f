import { expect, test } from 'vitest';
import { newId } from '../../../../electron/lib/id.ts';
import { createAskLine } from '../../../../electron/server/openai/ask-line.ts';
import type { RequestId } from '../../../../shared/model/ids.ts';
import { openRoutedGateway } from '../../gateway/routed-gateway.ts';

const noWishes = { isLocalOnly: false, tags: [] };

// Catches: lines of a batch that go another way than requests over the port, or are recorded under another id.
test('a line is answered as the port would, under the id it was given', async () => {
  const host = await openRoutedGateway(['one', 'two']);
  host.alias('fast', [host.target('one', 'fail-500'), host.target('two', 'echo')]);
  const ask = createAskLine({ gateway: host.gateway });
  const { signal } = new AbortController();
  const requestId = newId<RequestId>();
  const body = { model: 'fast', stream: true, messages: [{ role: 'user', content: 'Which track?' }] };
  const answered = await ask({ url: '/v1/chat/completions', body, requestId, ...noWishes, signal });
  expect(answered).toMatchObject({ status: 200, body: { choices: [{ message: { content: 'Which track?' } }] } });
  expect(host.wayOf(requestId)).toEqual(['one PROVIDER_UNHEALTHY', 'two answered']);
  expect(host.store.requests.get(requestId)).toMatchObject({ door: 'batch', status: 'complete' });
});

// Catches: a line that fails and takes the batch with it.
test('what fails is an answer with a status', async () => {
  const host = await openRoutedGateway(['one']);
  const ask = createAskLine({ gateway: host.gateway });
  const { signal } = new AbortController();
  const line = (url: '/v1/chat/completions' | '/v1/moderations', model: string) =>
    ask({
      url,
      body: { model, messages: [{ role: 'user', content: 'x' }] },
      requestId: newId<RequestId>(),
      ...noWishes,
      signal,
    });
  expect(await line('/v1/chat/completions', 'nobody')).toMatchObject({ status: 404, body: { error: {} } });
  expect(await line('/v1/chat/completions', 'one/fail-503')).toMatchObject({ status: 503, body: { error: {} } });
  expect(await line('/v1/moderations', 'one/echo')).toMatchObject({ status: 400, body: { error: { param: 'url' } } });
});

// Catches: a batch that must stay on this computer and does not, tags that no rule ever sees.
test('a line keeps the wishes of its batch', async () => {
  const host = await openRoutedGateway(['one']);
  host.routing.config.createRule({
    name: 'Nights',
    isEnabled: true,
    when: { tag: 'night' },
    actions: [{ refuse: 'Not at night.' }],
  });
  const ask = createAskLine({ gateway: host.gateway });
  const { signal } = new AbortController();
  const line = (wishes: { isLocalOnly: boolean; tags: string[] }) =>
    ask({
      url: '/v1/chat/completions',
      body: { model: 'one/echo', messages: [{ role: 'user', content: 'x' }] },
      requestId: newId<RequestId>(),
      ...wishes,
      signal,
    });
  expect(await line({ isLocalOnly: true, tags: [] })).toMatchObject({ status: 422 });
  expect(await line({ isLocalOnly: false, tags: ['night'] })).toMatchObject({ status: 403 });
  expect(host.asked()).toEqual({});
  expect(await line({ isLocalOnly: false, tags: [] })).toMatchObject({ status: 200 });
});
