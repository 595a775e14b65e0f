import { expect, test, vi } from 'vitest';
import { testContract } from '../../helpers/transport-contract.ts';
import { connectRest } from '../../helpers/transport-rest.ts';
import { openTestServer, testKey, testServer } from '../../helpers/transport-server.ts';
import { transportSuite } from '../../helpers/transport-suite.ts';

transportSuite('REST', async (host) => {
  const server = await openTestServer({ host });
  return {
    connect: () => connectRest({ address: server.address, key: testKey, contract: testContract }),
    close: server.close,
  };
});

const asKey = { authorization: `Bearer ${testKey}` };

test('without the right key nothing is answered, and the key is looked at before the body', async () => {
  const { address } = await testServer();
  const post = (headers: Record<string, string>) =>
    fetch(`${address}/api/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{',
    });
  const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;
  expect(await codeOf(await post({}))).toBe('TOKEN_MISSING');
  expect(await codeOf(await post({ authorization: 'Basic abc' }))).toBe('TOKEN_MISSING');
  expect(await codeOf(await post({ authorization: 'Bearer sy-wrong' }))).toBe('TOKEN_INVALID');
  expect(await codeOf(await post({ 'x-api-key': 'sy-wrong' }))).toBe('TOKEN_INVALID');
  expect(await codeOf(await post(asKey))).toBe('VALIDATION_FAILED');
  expect((await fetch(`${address}/api/events`)).status).toBe(401);
});

test('x-api-key is as good as a bearer token', async () => {
  const { address } = await testServer();
  const response = await fetch(`${address}/api/items/3`, { headers: { 'x-api-key': testKey } });
  expect(await response.json()).toEqual({ id: 3, deep: false, tag: [] });
});

test('query text becomes what the input asks for, and what does not fit is refused by its name', async () => {
  const { address } = await testServer();
  const get = async (path: string) => (await fetch(`${address}/api${path}`, { headers: asKey })).json();
  expect(await get('/items/12?deep=true&tag=5')).toEqual({ id: 12, deep: true, tag: ['5'] });
  expect(await get('/items/12?deep=perhaps')).toMatchObject({ error: { code: 'VALIDATION_FAILED', param: 'deep' } });
  expect(await get('/items/twelve')).toMatchObject({ error: { code: 'VALIDATION_FAILED', param: 'id' } });
  expect(await get('/items/12?deep=true&deep=true')).toMatchObject({ error: { param: 'deep' } });
});

test('the path wins over the query', async () => {
  const { address } = await testServer();
  const response = await fetch(`${address}/api/items/1?id=2`, { headers: asKey });
  expect(await response.json()).toMatchObject({ id: 1 });
});

test.each([
  ['an array', '[]'],
  ['null', 'null'],
  ['a string', '"x"'],
  ['no JSON', '{"text":'],
  ['a poisoned prototype', '{"__proto__":{"text":"x"}}'],
])('a body that is %s is refused without quoting it', async (_what, body) => {
  const { address } = await testServer();
  const response = await fetch(`${address}/api/echo`, {
    method: 'POST',
    headers: { ...asKey, 'content-type': 'application/json' },
    body,
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { code: 'VALIDATION_FAILED' } });
});

test('a body is not needed where the input is empty, even if JSON is announced', async () => {
  const { address } = await testServer();
  const headers = { ...asKey, 'content-type': 'application/json' };
  const response = await fetch(`${address}/api/fail`, { method: 'POST', headers });
  expect(await response.json()).toMatchObject({ error: { code: 'VALIDATION_FAILED', param: 'how' } });
});

test('a body of another type is refused with what is needed', async () => {
  const { address } = await testServer();
  const response = await fetch(`${address}/api/echo`, { method: 'POST', headers: asKey, body: 'text=x' });
  expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('application/json') } });
});

test('a stream that fails before its first delta gets the status of its error, not 200', async () => {
  const { address } = await testServer();
  const response = await fetch(`${address}/api/count/0`, { headers: asKey });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { code: 'VALIDATION_FAILED', param: 'to' } });
});

test('closing the server ends open streams and event readers', async () => {
  const server = await openTestServer();
  const link = await connectRest({ address: server.address, key: testKey, contract: testContract });
  const isRunning = new Promise<void>((resolve) => link.onFrame(() => resolve()));
  link.send({ type: 'open', id: 1, name: 'test.wait', input: {} });
  await isRunning;
  await server.close();
  await vi.waitFor(() => expect(server.host.seen).toContain('test.wait aborted'));
});
