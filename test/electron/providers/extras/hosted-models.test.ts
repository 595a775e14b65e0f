import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { PullProgress } from '../../../../shared/model/extras.ts';
import { addProvider, json, openVendorServer, type VendorServer } from './vendor-server.ts';

const { signal } = new AbortController();
const gigabyte = 1_000_000_000;
const kept = {
  name: 'llama3.2:latest',
  model: 'llama3.2:latest',
  size: 2 * gigabyte,
  digest: 'a80c4f17acd5',
  modified_at: '2026-05-04T17:37:44.706015396-07:00',
  details: { format: 'gguf', family: 'llama', parameter_size: '3.2B', quantization_level: 'Q4_K_M' },
};
const bare = { name: 'mini:1b', size: gigabyte };
const loaded = {
  name: 'llama3.2:latest',
  size: 3 * gigabyte,
  size_vram: gigabyte,
  context_length: 4096,
  expires_at: '2026-06-04T14:38:31.83753-07:00',
};
const lists: VendorServer['routes'] = {
  'GET /api/tags': json({ models: [kept, bare, { name: 5 }] }),
  'GET /api/ps': json({ models: [loaded] }),
};

async function openServer(routes: VendorServer['routes']) {
  const server = await openVendorServer({ ...lists, ...routes });
  const { extras, provider, ...host } = await addProvider(server, { kind: 'ollama', apiKey: '' });
  const providerId = provider.id;
  const pull = (name = 'llama3.2', own = signal) => extras.hosted.pull(name, { providerId, signal: own });
  return { server, hosted: extras.hosted, providerId, pull, ...host };
}

/** Writes the lines of a pull, cut anywhere. */
const lines =
  (...all: object[]): VendorServer['routes'][string] =>
  async (_asked, response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const bytes = Buffer.from(all.map((line) => `${JSON.stringify(line)}\n`).join(''));
    for (let at = 0; at < bytes.length; at += 37) {
      response.write(bytes.subarray(at, at + 37));
      await delay(1);
    }
    response.end();
  };

async function readAll(pull: ReturnType<Awaited<ReturnType<typeof openServer>>['pull']>) {
  const steps: PullProgress[] = [];
  for (;;) {
    const step = await pull.next();
    if (step.done) return { steps, end: step.value };
    steps.push(step.value);
  }
}

describe('the models of a server', () => {
  // Catches: what runs not told from what lies on the disk, one odd entry taking the list with it.
  test('are listed with what is loaded of them', async () => {
    const { hosted, providerId } = await openServer({});
    expect(await hosted.list({ providerId, signal })).toEqual([
      {
        name: 'llama3.2:latest',
        size: 2 * gigabyte,
        family: 'llama',
        parameters: '3.2B',
        quantization: 'Q4_K_M',
        changedAt: Date.parse('2026-05-05T00:37:44.706Z'),
        running: {
          memory: 3 * gigabyte,
          graphicsMemory: gigabyte,
          context: 4096,
          until: Date.parse('2026-06-04T21:38:31.837Z'),
        },
      },
      {
        name: 'mini:1b',
        size: gigabyte,
        family: null,
        parameters: null,
        quantization: null,
        changedAt: null,
        running: null,
      },
    ]);
  });

  // Catches: an older server, which has no list of what runs, with no list at all; "until the year 2318" on screen.
  test('are listed by an older server too, and what stays for ever has no end', async () => {
    const { hosted, providerId, server } = await openServer({
      'GET /api/ps': json({ error: 'not found' }, 404),
    });
    expect((await hosted.list({ providerId, signal })).map(({ running }) => running)).toEqual([null, null]);
    const forever = { ...loaded, expires_at: '2318-06-04T14:38:31Z' };
    server.routes['GET /api/ps'] = json({ models: [forever] });
    expect((await hosted.list({ providerId, signal }))[0]?.running?.until).toBeNull();
  });

  // Catches: the context of another architecture, fields that are missing in half the models.
  test('are described', async () => {
    const { hosted, providerId, server } = await openServer({
      'POST /api/show': json({
        details: { format: 'gguf' },
        model_info: { 'general.architecture': 'llama', 'llama.context_length': 131_072 },
        capabilities: ['completion', 'tools'],
        template: '{{ .Prompt }}',
        parameters: 'stop "<|eot_id|>"',
        license: 'Community licence',
      }),
    });
    expect(await hosted.show('llama3.2', { providerId, signal })).toEqual({
      name: 'llama3.2',
      format: 'gguf',
      architecture: 'llama',
      context: 131_072,
      abilities: ['completion', 'tools'],
      template: '{{ .Prompt }}',
      system: '',
      parameters: 'stop "<|eot_id|>"',
      license: 'Community licence',
    });
    expect(server.asked.at(-1)?.body).toEqual({ model: 'llama3.2' });
  });

  // Catches: the wrong end of a copy, a deletion that the list of models never hears of.
  test('are copied and deleted, and everybody is told', async () => {
    const { hosted, providerId, server, published } = await openServer({
      'POST /api/copy': (_asked, response) => void response.end(),
      'DELETE /api/delete': (_asked, response) => void response.end(),
    });
    await hosted.copy('llama3.2', 'mine', { providerId, signal });
    expect(server.asked.find(({ line }) => line.startsWith('POST'))?.body).toEqual({
      source: 'llama3.2',
      destination: 'mine',
    });
    const before = published.length;
    await hosted.delete('mine', { providerId, signal });
    expect(server.asked.find(({ line }) => line.startsWith('DELETE'))?.body).toEqual({ model: 'mine' });
    expect(published.slice(before)).toContainEqual({ name: 'providers.changed', data: { providerId } });
  });

  // Catches: a name that is not there told as a broken server.
  test('that are not there are named', async () => {
    const { hosted, providerId } = await openServer({
      'DELETE /api/delete': json({ error: "model 'gone' not found" }, 404),
    });
    const gone = { code: 'MODEL_NOT_FOUND', message: expect.stringContaining('gone') };
    await expect(hosted.delete('gone', { providerId, signal })).rejects.toMatchObject(gone);
  });
});

describe('pulling a model', () => {
  const file = { status: 'pulling dde5aa3fc5ff', digest: 'sha256:dde5', total: 2000 };

  // Catches: bytes of one file shown as those of all, lines cut in the middle, an end that is never told.
  test('tells how far it is, over all files, and gives the model', async () => {
    const { pull, server, published } = await openServer({
      'POST /api/pull': lines(
        { status: 'pulling manifest' },
        { ...file },
        { ...file, completed: 2000 },
        { status: 'pulling 966de95ca8a6', digest: 'sha256:966d', total: 500, completed: 500 },
        { status: 'verifying sha256 digest' },
        { status: 'success' },
      ),
    });
    const { steps, end } = await readAll(pull());
    expect(end.name).toBe('llama3.2:latest');
    expect(steps[0]).toEqual({ status: 'pulling manifest', completed: 0, total: 0 });
    expect(steps.at(-1)).toEqual({ status: 'success', completed: 2500, total: 2500 });
    expect(steps.map(({ status }) => status)).toContain('verifying sha256 digest');
    expect(server.asked[0]?.body).toEqual({ model: 'llama3.2', stream: true });
    expect(published.map(({ name }) => name)).toContain('providers.changed');
  });

  // Catches: a failure inside a 200 taken for success, and told without the remedy.
  test.each([
    [[{ status: 'pulling manifest' }, { error: 'pull model manifest: file does not exist' }], 'MODEL_NOT_FOUND'],
    [[{ ...file }, { error: 'write /root/.ollama: no space left on device' }], 'PROVIDER_UNHEALTHY'],
    [[{ ...file, completed: 100 }], 'STREAM_INTERRUPTED'],
  ])('%j ends as %s', async (all, code) => {
    const { pull } = await openServer({ 'POST /api/pull': lines(...all) });
    await expect(readAll(pull())).rejects.toMatchObject({ code });
  });

  // Catches: a server that goes on loading gigabytes for nobody after the cancel.
  test('is stopped at the server by a cancel, and goes on with the next', async () => {
    const hung = Promise.withResolvers<ServerResponse>();
    const closed = Promise.withResolvers<void>();
    const { pull, server } = await openServer({
      'POST /api/pull': (_asked, response) => {
        response.on('close', closed.resolve);
        response.write(`${JSON.stringify({ ...file, completed: 800 })}\n`);
        hung.resolve(response);
      },
    });
    const caller = new AbortController();
    const first = pull('llama3.2', caller.signal);
    expect((await first.next()).value).toMatchObject({ completed: 800, total: 2000 });
    await hung.promise;
    const rest = first.next();
    caller.abort();
    await expect(rest).rejects.toMatchObject({ code: 'CANCELLED' });
    await closed.promise;

    server.routes['POST /api/pull'] = lines({ ...file, completed: 1900 }, { status: 'success' });
    const { steps } = await readAll(pull());
    expect(steps[0]).toMatchObject({ completed: 1900, total: 2000 });
  });

  // Catches: the same when the window only goes away.
  test('is stopped at the server when nobody reads on', async () => {
    const closed = Promise.withResolvers<void>();
    const { pull } = await openServer({
      'POST /api/pull': (_asked, response) => {
        response.on('close', closed.resolve);
        response.write(`${JSON.stringify(file)}\n`);
      },
    });
    const steps = pull();
    await steps.next();
    await steps.return({} as never);
    await expect(closed.promise).resolves.toBeUndefined();
  });
});
