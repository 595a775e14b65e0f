import { expect, test } from 'vitest';
import { chatLine, chatLines, openNative } from './setup.ts';

// Catches: an offer that is not there, or a file that arrives at the provider with the names that only we know.
test('a file for one model is offered, and sent as the provider wants it', async () => {
  const { put, batches, vendor, ended, provider } = await openNative();
  const batch = await put(chatLines(3, { seed: 12345678901234, x_own: { a: 1 } }));
  expect(batch).toMatchObject({
    status: 'validating',
    via: 'here',
    native: { providerId: provider.id, providerName: 'OpenAI', modelId: 'gpt-4o-mini', discount: 0.5, window: 24 },
    counts: { total: 3 },
  });
  expect(vendor.files.size).toBe(0);
  vendor.onLook = (job) => vendor.finish(job, 'completed');
  const begun = await batches.submit(batch.id, 'native');
  expect(begun).toMatchObject({ status: 'in_progress', via: 'native' });
  await ended(batch.id);
  expect(vendor.jobs).toHaveLength(1);
  const [job] = vendor.jobs;
  expect(job).toMatchObject({ endpoint: '/v1/chat/completions', metadata: { switchyard_batch: batch.id } });
  expect(job && vendor.lines(job)).toEqual(
    ['r1', 'r2', 'r3'].map((custom_id) => ({
      custom_id,
      method: 'POST',
      url: '/v1/chat/completions',
      body: {
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: 'Which track?' }],
        seed: 12345678901234,
        x_own: { a: 1 },
      },
    })),
  );
  const created = vendor.asked.find(({ line }) => line === 'POST https://api.openai.com/v1/batches');
  expect(created?.body).toMatchObject({ completion_window: '24h', input_file_id: 'file-1' });
  expect(created?.headers['authorization']).toBe('Bearer sk-test-0123456789');
});

// Catches: answers matched by place and not by name, failures that count as answers, lines nobody accounts for.
test('what came of each line is settled by its own name', async () => {
  const { put, batches, vendor, ended, results, log } = await openNative();
  const { id } = await put(chatLines(5));
  vendor.fate = ({ custom_id: name }) => {
    if (name === 'r2') return 'refused';
    return name === 'r4' ? 'forgotten' : 'answered';
  };
  vendor.onLook = (job) => {
    vendor.finish(job, 'completed');
    const output = job.files.output ?? '';
    const stranger = { custom_id: 'stranger', response: { status_code: 200, request_id: 'x', body: {} }, error: null };
    vendor.files.set(output, `not json\n${JSON.stringify(stranger)}\n${vendor.files.get(output)}`);
  };
  await batches.submit(id, 'native');
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { total: 5, completed: 3, failed: 2 } });
  const done = results(id, 'output');
  expect(done.map(({ custom_id: name }) => name)).toEqual(['r1', 'r3', 'r5']);
  expect(done[1]).toMatchObject({
    id: `batch_req_${id}_3`,
    response: { status_code: 200, body: { choices: [{ message: { content: 'answer to r3' } }] } },
    error: null,
  });
  expect(results(id, 'errors')).toMatchObject([
    { custom_id: 'r2', response: { status_code: 400 }, error: null },
    { custom_id: 'r4', response: null, error: { code: 'missing' } },
  ]);
  expect(log.lines.filter(({ msg }) => msg === 'a provider answered what it was not asked')).toMatchObject([
    { lines: 1 },
  ]);
});

// Catches: costs that are lost, counted twice, or counted without the discount.
test('each line is one request, at its price less the discount', async () => {
  const { put, batches, vendor, ended, requestRows, providers, provider, store } = await openNative();
  const { id } = await put(chatLines(3));
  vendor.fate = ({ custom_id: name }) => (name === 'r2' ? 'refused' : 'answered');
  vendor.onLook = (job) => vendor.finish(job, 'completed');
  await batches.submit(id, 'native');
  await ended(id);
  const details = await providers.detailsOf({ providerId: provider.id, modelId: 'gpt-4o-mini' });
  const { input = 0, output = 0 } = details?.prices ?? {};
  expect(input).toBeGreaterThan(0);
  // Per million tokens, in nano-dollars.
  const full = Math.ceil((1000 * input + 500 * output) / 1000);
  const [one, two, three] = requestRows(id);
  expect(one).toMatchObject({
    door: 'batch',
    asked: 'OpenAI/gpt-4o-mini',
    providerId: provider.id,
    modelId: 'gpt-4o-mini',
    status: 'complete',
    inputTokens: 1000,
    outputTokens: 500,
    cost: Math.ceil(full / 2),
  });
  expect(three?.cost).toBe(one?.cost);
  expect(two).toMatchObject({ status: 'failed', errorCode: 'PROVIDER_REJECTED', cost: null });
  const route = one ? store.requests.route(one.id) : null;
  expect(route?.attempts).toMatchObject([{ providerName: 'OpenAI', outcome: 'answered' }]);
});

// Catches: a provider asked every moment for a day, and one that is looked at once an hour.
test('it is looked at after 10 s, then less often, at most every 5 minutes', async () => {
  const { put, batches, vendor, ended, waits } = await openNative();
  const { id } = await put(chatLines(1));
  let looks = 0;
  vendor.onLook = (job) => {
    looks += 1;
    job.status = 'in_progress';
    if (looks > 12) vendor.finish(job, 'completed');
  };
  await batches.submit(id, 'native');
  await ended(id);
  expect(waits[0]).toBe(10_000);
  expect(waits[1]).toBe(15_000);
  expect(waits.at(-1)).toBe(300_000);
  expect(Math.max(...waits)).toBe(300_000);
});

// Catches: results thrown away that were paid for, and a batch that goes on there though nobody wants it.
test('cancelling cancels it there, and keeps what is done', async () => {
  const { put, batches, vendor, ended, until, results } = await openNative();
  const { id } = await put(chatLines(4));
  vendor.fate = ({ custom_id: name }) => (name < 'r3' ? 'answered' : 'forgotten');
  vendor.onLook = (job) => {
    if (job.status === 'validating') job.status = 'in_progress';
    else if (job.status === 'cancelling') vendor.finish(job, 'cancelled');
  };
  await batches.submit(id, 'native');
  await until(id, ({ remote }) => remote?.id === 'batch_1');
  expect((await batches.cancel(id)).status).toBe('cancelling');
  expect(await ended(id)).toMatchObject({ status: 'cancelled', counts: { completed: 2, failed: 2 } });
  expect(vendor.asked.filter(({ line }) => line.endsWith('/cancel'))).toHaveLength(1);
  expect(results(id, 'errors').map(({ error }) => error?.code)).toEqual(['batch_cancelled', 'batch_cancelled']);
  // It was sent, and may have been executed.
  expect(results(id, 'errors')[0]?.error?.message).toBe(
    'This request was given to OpenAI, which gave no answer to it: the batch was cancelled.',
  );
});

// Catches: a batch that time ran out for and that is said to be complete, or to have failed as a whole.
test('what expires there expires here, with what it has', async () => {
  const { put, batches, vendor, ended, results } = await openNative();
  const { id } = await put(chatLines(3));
  vendor.fate = ({ custom_id: name }) => (name === 'r1' ? 'answered' : 'not-run');
  vendor.onLook = (job) => vendor.finish(job, 'expired');
  await batches.submit(id, 'native');
  const batch = await ended(id);
  expect(batch).toMatchObject({ status: 'expired', counts: { completed: 1, failed: 2 } });
  expect(batch.expiredAt).not.toBeNull();
  expect(results(id, 'errors').map(({ error }) => error?.code)).toEqual(['batch_expired', 'batch_expired']);
});

// Catches: a refusal that is waited for without end, or whose reason nobody hears.
test('what is refused there fails here, in its own words', async () => {
  const { put, batches, vendor, ended, requestRows } = await openNative();
  const { id } = await put(chatLines(2));
  vendor.onLook = (job) => {
    job.status = 'failed';
    const message = 'Enqueued token limit reached for gpt-4o-mini.';
    job.errors = { object: 'list', data: [{ code: 'token_limit_exceeded', message, param: null, line: null }] };
  };
  await batches.submit(id, 'native');
  const batch = await ended(id);
  expect(batch).toMatchObject({ status: 'failed', counts: { completed: 0, failed: 2 } });
  expect(batch.problems).toEqual([
    { code: 'provider_refused', message: 'Enqueued token limit reached for gpt-4o-mini.', line: null, param: null },
  ]);
  expect(requestRows(id)).toEqual([undefined, undefined]);
});

// Catches: a batch that is not taken and stays under way for ever.
test('a 4xx to the new batch ends it', async () => {
  const { put, batches, vendor, ended } = await openNative();
  const { id } = await put(chatLines(2));
  vendor.trouble = {
    isTaken: false,
    answer: (response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: 'Billing hard limit has been reached.', code: null } }));
    },
  };
  await batches.submit(id, 'native');
  const batch = await ended(id);
  expect(batch).toMatchObject({ status: 'failed' });
  expect(batch.problems[0]?.message).toContain('Billing hard limit has been reached.');
  expect(vendor.jobs).toEqual([]);
});

// Catches: requests that go the usual way for the wishes of nobody, or lose those of their batch.
test('asked from here it is as before, with its wishes', async () => {
  const { put, batches, ended, askedHere, vendor } = await openNative();
  const { id } = await put(chatLine('r1'), { isLocalOnly: true, tags: ['night'] });
  await batches.submit(id);
  await ended(id);
  expect(askedHere).toMatchObject([{ isLocalOnly: true, tags: ['night'] }]);
  expect(vendor.files.size).toBe(0);
});
