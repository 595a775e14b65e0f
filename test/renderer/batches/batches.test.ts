// Catches: a file that arrives damaged, an upload that leaves something half behind, a batch that is shown as what it is not.
import { describe, expect, test, vi } from 'vitest';
import {
  concurrencyChoices,
  factsOf,
  fileName,
  problemWords,
  shareDone,
  shownStatus,
} from '../../../renderer/features/batches/batch-facts.ts';
import { createBatchesStore } from '../../../renderer/features/batches/batches-store.ts';
import { textPieces } from '../../../renderer/features/batches/text-pieces.ts';
import { createFormat } from '../../../renderer/lib/format.ts';
import { createClient } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import type { Batch } from '../../../shared/model/batch.ts';
import type { BatchId, ProviderId } from '../../../shared/model/ids.ts';
import { type Answers, createFakeHost } from '../chat/fake-host.ts';

const batch = (own: Partial<Batch> = {}): Batch => ({
  id: 'b1' as BatchId,
  name: 'a.jsonl',
  endpoint: null,
  concurrency: 4,
  completionWindow: 24,
  onUncertain: 'fail',
  metadata: {},
  isLocalOnly: false,
  tags: [],
  via: 'here',
  native: null,
  remote: null,
  isPaused: false,
  status: 'in_progress',
  problems: [],
  counts: { total: 4, completed: 1, failed: 1 },
  inputSize: 1,
  outputSize: null,
  errorsSize: null,
  createdAt: 0,
  startedAt: null,
  expiresAt: null,
  finalizingAt: null,
  cancellingAt: null,
  expiredAt: null,
  endedAt: null,
  ...own,
});

const native = {
  providerId: '0198c6a0-0000-7000-8000-000000000001' as ProviderId,
  providerName: 'Hosted',
  modelId: 'm',
  discount: 0.5,
  window: 24,
};

function open(answers: Answers) {
  const host = createFakeHost({
    'batches.list': () => [],
    'batches.create': () => batch({ status: 'validating' }),
    'batches.check': () => batch({ status: 'validating' }),
    'batches.submit': () => batch(),
    'batches.append': () => ({}),
    'batches.cancel': () => batch({ status: 'cancelled' }),
    ...answers,
  });
  const store = createBatchesStore(createClient<AppContract>(host.link));
  const named = () => host.calls.map(({ name }) => name.replace('batches.', ''));
  return { host, store, state: store.getState, named };
}

const piecesOf = async (text: string, size: number): Promise<string[]> => {
  const pieces: string[] = [];
  for await (const piece of textPieces(new Blob([text]), size)) pieces.push(piece.text);
  return pieces;
};

// Catches: a letter of several bytes that is cut in two and arrives as question marks.
test('a file in pieces is the file', async () => {
  const text = 'Grüße, 東京 🚉';
  for (const size of [1, 2, 3, 5, 100]) expect((await piecesOf(text, size)).join('')).toBe(text);
  expect((await piecesOf(text, 5)).length).toBeGreaterThan(3);
  expect(await piecesOf('', 5)).toEqual([]);
});

describe('an upload', () => {
  // Catches: a progress that never ends, and a piece that is sent before the one in front of it.
  test('is made, sent in order, and submitted', async () => {
    const { state, host, named } = open({});
    const text = 'x'.repeat(600_000);
    const sent = await state().send(new File([text], 'a.jsonl'));
    expect(sent).toMatchObject({ status: 'in_progress' });
    expect(named()).toEqual(['create', 'append', 'append', 'append', 'check', 'submit', 'list']);
    const pieces = host.calls
      .filter(({ name }) => name === 'batches.append')
      .map(({ input }) => input as { text: string });
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(state().upload).toBeNull();
  });

  // Catches: a batch that waits for its file until the host gives it up.
  test('that is stopped, or that fails, leaves no batch that waits', async () => {
    const stopped = open({});
    const unsubscribe = stopped.store.subscribe(
      ({ upload }) => upload && upload.sent > 0 && stopped.state().stopUpload(),
    );
    expect(await stopped.state().send(new File(['x'.repeat(600_000)], 'a.jsonl'))).toBeNull();
    unsubscribe();
    expect(stopped.named()).toEqual(['create', 'append', 'cancel', 'list']);
    const failing = open({
      'batches.append': () => {
        throw new AppError('STORAGE_FULL', 'full').toJSON();
      },
    });
    await expect(failing.state().send(new File(['x'], 'a.jsonl'))).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    expect(failing.named()).toEqual(['create', 'append', 'cancel', 'list']);
    expect(failing.state().upload).toBeNull();
  });

  // Catches: a batch that is begun before anybody could choose the cheaper way, or never.
  test('whose provider offers to do it waits for a choice', async () => {
    const { state, host, named } = open({ 'batches.check': () => batch({ status: 'validating', native }) });
    expect(await state().send(new File(['x'], 'a.jsonl'))).toMatchObject({ native });
    expect(named()).toEqual(['create', 'append', 'check', 'list']);
    await state().begin('b1' as BatchId, 'native');
    expect(host.calls.find(({ name }) => name === 'batches.submit')?.input).toEqual({ batchId: 'b1', via: 'native' });
  });

  // Catches: two files in one batch.
  test('lets no other one in', async () => {
    const { state, named } = open({});
    const first = state().send(new File(['x'], 'a.jsonl'));
    expect(await state().send(new File(['y'], 'b.jsonl'))).toBeNull();
    await first;
    expect(named().filter((name) => name === 'create')).toHaveLength(1);
  });
});

// Catches: a list that stands still while batches get on, and reading before anybody looks.
test('what changes is read again, once somebody looks', async () => {
  const { host, state, named } = open({});
  host.emit('batches.changed', { batchIds: [] });
  await Promise.resolve();
  expect(named()).toEqual([]);
  await state().refresh();
  host.emit('batches.changed', { batchIds: [] });
  await vi.waitFor(() => expect(named()).toEqual(['list', 'list']));
});

describe('what is shown', () => {
  const words = catalogueFor('en').batches;

  // Catches: "Running" for one that asks nothing, "Paused" for one that has ended.
  test('paused is only what could go on', () => {
    expect(shownStatus(batch({ isPaused: true }))).toBe('paused');
    expect(shownStatus(batch({ isPaused: true, status: 'completed' }))).toBe('completed');
  });

  // Catches: a batch that waits for a choice and says that it waits for its file.
  test('with its file it is ready, not waiting', () => {
    expect(shownStatus(batch({ status: 'validating' }))).toBe('ready');
    expect(shownStatus(batch({ status: 'validating', inputSize: null }))).toBe('validating');
  });

  // Catches: a batch at its provider that stands at nothing for a day, or can be paused.
  test('at its provider it is as far as that says', () => {
    const remote = { completed: 3, failed: 1 } as Batch['remote'];
    const there = batch({ remote, native, isPaused: true, counts: { total: 4, completed: 0, failed: 0 } });
    expect(shareDone(there)).toBe(1);
    expect(shareDone({ ...there, endedAt: 1, counts: { total: 4, completed: 2, failed: 0 } })).toBe(0.5);
    expect(shownStatus(there)).toBe('in_progress');
    const facts = factsOf(there, 0, { t: catalogueFor('en'), format: createFormat('en'), language: 'en' });
    expect(facts.slice(0, 3)).toEqual(['4 of 4 requests', '1 failed', 'at Hosted, 50% cheaper']);
  });

  // Catches: failed ones that count as open, and a division by nothing.
  test('how far it is counts those that failed', () => {
    expect(shareDone(batch())).toBe(0.5);
    expect(shareDone(batch({ counts: { total: 0, completed: 0, failed: 0 } }))).toBeNull();
  });

  // Catches: a field that shows nothing because a program chose another number.
  test('what a program chose is among the choices', () => {
    expect(concurrencyChoices(3)).toEqual([1, 2, 3, 4, 8, 16, 32, 64]);
    expect(concurrencyChoices(4)).toEqual([1, 2, 4, 8, 16, 32, 64]);
  });

  // Catches: a problem without its line, or without the field that is meant.
  test('problems name the line and the field', () => {
    const i18n = { t: catalogueFor('en'), format: createFormat('en') };
    const missing = { code: 'missing_required_parameter', line: 1200, param: 'body.model' } as const;
    expect(problemWords(missing, i18n)).toEqual({
      where: 'Line 1,200',
      what: `${words.problems[missing.code]}: body.model`,
    });
    const refused = { code: 'provider_refused', line: null, param: null, message: 'Too much.' } as const;
    expect(problemWords(refused, i18n)).toEqual({ where: words.provider, what: 'Too much.' });
    const empty = { code: 'empty_file', line: null, param: null } as const;
    expect(problemWords(empty, i18n)).toEqual({ where: words.wholeFile, what: words.problems.empty_file });
  });

  // Catches: results that overwrite the file of requests.
  test('each file has a name of its own', () => {
    expect(fileName('a.b.jsonl', 'output')).toBe('a.b.results.jsonl');
    expect(fileName('a', 'errors')).toBe('a.errors.jsonl');
    expect(fileName('a.jsonl', 'input')).toBe('a.jsonl');
  });
});
