import { request as ask } from 'node:http';
import { expect, test, vi } from 'vitest';
import { startHttp } from '../providers/network/servers.ts';
import { openRoutedGateway } from './routed-gateway.ts';

/** Two upstreams behind "pool", the least busy one first; of the first its server tells how much it has to do. */
async function openPool(modelId: string) {
  const opened = await openRoutedGateway(['one', 'two']);
  const told = { running: 0, waiting: 0, asked: 0 };
  const inner = new URL(opened.upstreams['one']?.url ?? '');
  const front = await startHttp((request, response) => {
    if (request.url !== '/v1/load') {
      const { method = 'GET', url = '', headers } = request;
      const further = ask({ port: inner.port, method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      response.on('close', () => further.destroy());
      further.on('error', () => response.destroy());
      request.pipe(further);
      return;
    }
    told.asked += 1;
    const { running, waiting } = told;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ running, waiting, models: [{ model: modelId, running, waiting }] }));
  });
  const one = opened.target('one', modelId);
  const two = opened.target('two', modelId);
  await opened.providers.update({ providerId: one.providerId, settings: { baseUrl: `${front.url}/v1` } });
  opened.alias('pool', [one, two], { strategy: 'least-busy' });
  const first = async (model = 'pool', more = {}): Promise<string> => {
    const request = { model, text: 'Which?', needs: [], maxOutputTokens: null, client: null, tags: [], ...more };
    const { plan } = await opened.routing.try({ door: 'window', requirements: {}, ...request });
    return plan?.attempts[0]?.target.providerId === one.providerId ? 'one' : 'two';
  };
  /** Time goes on: a machine with much to do may not answer within a second, and is asked again then. */
  const until = (name: string): Promise<void> =>
    vi.waitFor(
      async () => {
        opened.clock.now += 500;
        await opened.ask('pool');
        expect(await first()).toBe(name);
      },
      { timeout: 10_000, interval: 50 },
    );
  return { ...opened, told, one, two, first, until };
}

const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 60));

// Catches: a server that is busy with others and taken for idle; a request that waits for that answer; one that is idle
// again and avoided for ever.
test('who is busy with others is asked later, from the next request on', async () => {
  const { told, ask: say, asked, until } = await openPool('steady');
  told.running = 3;
  told.waiting = 2;
  await say('pool');
  expect(asked()).toEqual({ one: 1 });
  await until('two');
  asked();
  await say('pool');
  expect(asked()).toEqual({ two: 1 });
  Object.assign(told, { running: 0, waiting: 0 });
  await until('one');
});

// Catches: what is ours counted twice, so that whoever tells its load is avoided.
test('our own requests are among those that it tells of', async () => {
  const { told, ask: say, one, two, first } = await openPool('slow');
  const leaving = new AbortController();
  const asking = [one, two].map((target) => say({ target }, { signal: leaving.signal }));
  told.running = 1;
  await pause();
  const further = new AbortController();
  const another = say('pool', { signal: further.signal });
  await vi.waitFor(() => expect(told.asked).toBe(1), { timeout: 10_000 });
  await pause();
  further.abort();
  await another;
  expect(await first()).toBe('one');
  told.running = 2;
  leaving.abort();
  await Promise.all(asking);
});

// Catches: servers asked for what nobody goes by, and a request that must stay here and sends something out.
test('nobody is asked where it decides nothing, or where nothing may go out', async () => {
  const { told, alias, one, two, first, ask: say, clock, routing } = await openPool('steady');
  alias('plain', [one, two]);
  expect([await first('plain'), (await say('plain')).text.length > 0]).toEqual(['one', true]);
  routing.config.createRule({
    name: 'At home',
    isEnabled: true,
    when: { client: 'shy' },
    actions: [{ isLocalOnly: true }],
  });
  for (const more of [{ client: 'shy' }, { requirements: { isLocalOnly: true } }]) {
    clock.now += 3000;
    expect((await say('pool', more)).error?.code).toBe('NO_TARGET');
  }
  // A try asks nobody either.
  clock.now += 3000;
  await first();
  await pause();
  expect(told.asked).toBe(0);
  await say('pool');
  await vi.waitFor(() => expect(told.asked).toBe(1), { timeout: 10_000 });
});
