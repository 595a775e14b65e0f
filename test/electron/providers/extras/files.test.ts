import { expect, test } from 'vitest';
import { addProvider, json, openVendorServer, type VendorServer } from './vendor-server.ts';

const { signal } = new AbortController();
const key = 'sk-test-0123456789';
const listed = {
  object: 'file',
  id: 'file-1',
  bytes: 20,
  created_at: 1_700_000_000,
  filename: 'in.jsonl',
  purpose: 'batch',
};
const file = { id: 'file-1', name: 'in.jsonl', size: 20, purpose: 'batch', createdAt: 1_700_000_000_000 };

async function openShelf(routes: VendorServer['routes']) {
  const server = await openVendorServer(routes);
  const settings = { organization: 'org-1', project: 'proj-1' };
  const { provider, providers } = await addProvider(server, { kind: 'openai', settings });
  const connection = await providers.connect(provider.id);
  return { server, connection, shelf: connection.extra('files') };
}

// Catches: a form without its purpose or its file, the key or the project left out, a type that breaks the boundary.
test('a file is uploaded as a form', async () => {
  const { shelf, server } = await openShelf({ 'POST /v1/files': json(listed) });
  const content = new Blob(['{"custom_id":"ü"}\n'], { type: 'application/jsonl' });
  expect(await shelf.upload({ name: 'in.jsonl', purpose: 'batch', content }, signal)).toEqual(file);
  const [asked] = server.asked;
  expect(asked?.headers).toMatchObject({
    authorization: `Bearer ${key}`,
    'openai-organization': 'org-1',
    'openai-project': 'proj-1',
    'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/),
  });
  expect(asked?.body).toMatch(/name="purpose"\r\n\r\nbatch\r\n/);
  expect(asked?.body).toMatch(
    /name="file"; filename="in.jsonl"\r\nContent-Type: application\/jsonl\r\n\r\n\{"custom_id":"ü"\}/,
  );
});

// Catches: the first page for all of them, a list for every purpose, one odd entry taking the rest with it.
test('files are listed page by page', async () => {
  const { shelf, server } = await openShelf({
    'GET /v1/files': (asked, response) =>
      json(
        asked.line.includes('after=file-1')
          ? { data: [{ ...listed, id: 'file-2' }, { id: 'odd' }], has_more: false }
          : { data: [listed], has_more: true },
      )(asked, response),
  });
  expect(await shelf.list({ purpose: 'batch' }, signal)).toEqual([file, { ...file, id: 'file-2' }]);
  expect(server.asked.map(({ line }) => line.split('?')[1])).toEqual(['purpose=batch', 'purpose=batch&after=file-1']);
});

// Catches: an answer read whole into memory, an id that leads to another address.
test('content comes as a stream, and a file is deleted', async () => {
  const { shelf, server } = await openShelf({
    'GET /v1/files/a/b/content': (_asked, response) => {
      response.write('one\n');
      setTimeout(() => response.end('two\n'), 10);
    },
    'DELETE /v1/files/file-1': json({ id: 'file-1', deleted: true }),
  });
  expect(await new Response(await shelf.content('a/b', signal)).text()).toBe('one\ntwo\n');
  expect(server.asked[0]?.line).toBe('GET https://api.openai.com/v1/files/a%2Fb/content');
  await shelf.delete('file-1', signal);
  expect(server.asked.at(-1)?.line).toBe('DELETE https://api.openai.com/v1/files/file-1');
});

// Catches: a refusal that reaches the batch as a page of JSON.
test('a refusal is one of ours', async () => {
  const { shelf, connection } = await openShelf({
    'GET /v1/files/none/content': json({ error: { message: 'No such File object: none', code: null } }, 404),
  });
  const thrown = await shelf.content('none', signal).catch((error: unknown) => error);
  const error = connection.classify(thrown, { modelId: null, hasContent: false });
  expect(error).toMatchObject({ code: 'PROVIDER_REJECTED', details: { status: 404 } });
});
