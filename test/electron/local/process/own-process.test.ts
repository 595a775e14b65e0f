// Catches: an engine's death that takes the host along, leaves a request without an answer, or is never told; loads that
// cannot be stopped; processes that stay behind.
import { expect, onTestFinished, test, vi } from 'vitest';
import type { EngineModel } from '../../../../electron/local/engine/engine.ts';
import { type EngineProcess, forkWithNode } from '../../../../electron/local/process/engine-process.ts';
import { openInOwnProcess } from '../../../../electron/local/process/own-process.ts';
import type { EngineHome } from '../../../../electron/local/process/start-engine.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { recordingLog } from '../../../helpers/test-store.ts';
import { ask, fakeHome, hooks, never, specFor } from './setup.ts';

// Processes, on machines that may be busy.
vi.setConfig({ testTimeout: 90_000 });

/** The fake engine's home, and the processes that were started in it. */
function watchedHome() {
  const started: EngineProcess[] = [];
  const fork: typeof fakeHome.fork = (options) => {
    const child = fakeHome.fork(options);
    started.push(child);
    return child;
  };
  return { home: { ...fakeHome, fork }, started };
}

async function openFake(
  behaviour: string,
  change: Partial<EngineHome> = {},
): Promise<{ model: EngineModel; kill(): void; isAlive(): boolean }> {
  const { home, started } = watchedHome();
  const model = await openInOwnProcess({ ...home, ...change })(specFor(`/fake/${behaviour}`), hooks());
  onTestFinished(() => model.close());
  return { model, kill: () => started[0]?.kill(), isAlive: () => isAlive(started[0]?.pid) };
}

function isAlive(pid = 0): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const failureOf = async (work: Promise<unknown>): Promise<AppError> => {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof AppError) return thrown;
  throw new Error(`no AppError: ${String(thrown)}`);
};

async function readAll(answer: ReturnType<EngineModel['generate']>) {
  let text = '';
  for (let step = await answer.next(); ; step = await answer.next()) {
    if (step.done) return { text, end: step.value };
    if (step.value.kind === 'text') text += step.value.text;
  }
}

test('what a model gives crosses the line', async () => {
  const progress: number[] = [];
  const open = openInOwnProcess(fakeHome);
  const model = await open(specFor('/fake/ok'), hooks({ onProgress: (part) => progress.push(part) }));
  onTestFinished(() => model.close());
  expect(progress).toEqual([0, 0.5, 1]);
  expect(model.info).toMatchObject({ backend: 'cpu', contextSize: 512 });
  expect(await readAll(model.generate(ask('hello'), never()))).toMatchObject({
    text: 'hello',
    end: { reason: 'stop' },
  });
  expect(await model.embed(['a', 'b'], never())).toEqual({
    vectors: [
      [1, 0],
      [1, 0],
    ],
    tokens: 2,
  });
  expect(await model.tokenize('Hi', { special: false })).toEqual([72, 105]);
  expect(await model.detokenize([72, 105])).toBe('Hi');
  expect(await model.count(ask('hello'))).toBe(7);
});

test('numbers that JSON cannot write arrive as what they are, and errors with code and details', async () => {
  const { model } = await openFake('ok');
  const failure = await failureOf(
    readAll(model.generate(ask('hello', { sampling: { temperature: Number.NaN } }), never())),
  );
  expect(failure).toMatchObject({ code: 'VALIDATION_FAILED', details: { param: 'temperature' } });
});

test('kill -9 in mid-answer: the requests get ENGINE_LOST, the host stays, and the model can be opened again', async () => {
  const { pid } = process;
  const { model, kill } = await openFake('endless');
  const lost = vi.fn<(error: Error) => void>();
  model.onLost(lost);
  const answer = model.generate(ask('go'), never());
  expect(await answer.next()).toMatchObject({ value: { text: 'word-0 ' } });
  const others = [failureOf(model.rank('a', ['b'], never())), failureOf(readAll(model.generate(ask('go'), never())))];
  kill();
  const failures = [await failureOf(readAll(answer)), ...(await Promise.all(others))];
  for (const failure of failures) {
    expect(failure).toMatchObject({ code: 'ENGINE_LOST', retryable: true, details: { signal: 'SIGKILL' } });
  }
  await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
  expect(lost.mock.calls[0]?.[0]).toMatchObject({ code: 'ENGINE_LOST' });
  expect(await failureOf(model.count(ask('hello')))).toMatchObject({ code: 'ENGINE_LOST' });
  const again = await openFake('ok');
  expect(await readAll(again.model.generate(ask('hello'), never()))).toMatchObject({ text: 'hello' });
  expect(process.pid).toBe(pid);
});

test('one who listens for the loss after it has happened is told too', async () => {
  const { model, kill } = await openFake('ok');
  kill();
  await failureOf(model.rank('a', ['b'], never()));
  const lost = vi.fn<(error: Error) => void>();
  model.onLost(lost);
  await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
});

test('closing ends what runs with CANCELLED, and the process with it; nobody is told of a loss', async () => {
  const { model, isAlive: isThere } = await openFake('endless');
  const lost = vi.fn<(error: Error) => void>();
  model.onLost(lost);
  const answer = failureOf(readAll(model.generate(ask('go'), never())));
  await model.close();
  expect(await answer).toMatchObject({ code: 'CANCELLED' });
  expect(isThere()).toBe(false);
  expect(await failureOf(model.count(ask('hello')))).toMatchObject({ code: 'CANCELLED' });
  expect(lost).not.toHaveBeenCalled();
});

test('a process that does not close is ended all the same', async () => {
  const { model, isAlive: isThere } = await openFake('will-not-close', { grace: 50 });
  await model.close();
  expect(isThere()).toBe(false);
});

test('a host that is too busy to read makes the engine wait, instead of filling its memory', async () => {
  const { model } = await openFake('flood');
  const controller = new AbortController();
  const answer = model.generate(ask('go'), controller.signal);
  await answer.next();
  // The whole thread: nothing is read meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  controller.abort();
  await failureOf(readAll(answer));
  expect(await model.count(ask('hello'))).toBeGreaterThan(0);
});

test('aborting gives up at once, even when the process hangs', async () => {
  const { model } = await openFake('hang-in-first-token', { grace: 50 });
  const controller = new AbortController();
  const answer = failureOf(readAll(model.generate(ask('go'), controller.signal)));
  controller.abort();
  expect(await answer).toMatchObject({ code: 'CANCELLED' });
});

test('a process that hangs in the middle of the work is ended, and whoever waits for it is told', async () => {
  const { model, isAlive: isThere } = await openFake('hang-in-first-token', { heartbeat: 200 });
  const lost = vi.fn<(error: Error) => void>();
  model.onLost(lost);
  const answer = failureOf(readAll(model.generate(ask('go'), never())));
  expect(await failureOf(model.tokenize('Hi', { special: false }))).toMatchObject({ code: 'ENGINE_STALLED' });
  expect(await answer).toMatchObject({ code: 'ENGINE_STALLED', retryable: true });
  await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
  expect(isThere()).toBe(false);
});

test('one that works for long and still answers is left alone', async () => {
  const { model } = await openFake('endless', { heartbeat: 200 });
  const answer = model.generate(ask('go'), never());
  for (let step = 0; step < 1000; step += 1) expect(await answer.next()).toMatchObject({ done: false });
});

test('aborting a load kills its process', async () => {
  const { home, started } = watchedHome();
  const controller = new AbortController();
  const loading = openInOwnProcess(home)(
    specFor('/fake/hang-in-load'),
    hooks({ signal: controller.signal, onProgress: () => controller.abort() }),
  );
  expect(await failureOf(loading)).toMatchObject({ code: 'CANCELLED' });
  expect(isAlive(started[0]?.pid)).toBe(false);
});

test('a crash while loading is told with what the engine said last', async () => {
  const loading = openInOwnProcess(fakeHome)(specFor('/fake/abort-in-load'), hooks());
  expect(await failureOf(loading)).toMatchObject({
    code: 'MODEL_CRASHES',
    details: { reason: 'the engine gave up: GGML_ASSERT(n_head > 0) failed', signal: 'SIGABRT' },
  });
});

test('a refused load keeps its error, and its process ends', async () => {
  const { home, started } = watchedHome();
  const loading = openInOwnProcess(home)(specFor('/fake/refused'), hooks());
  expect(await failureOf(loading)).toMatchObject({ code: 'MODEL_LOAD_FAILED', details: { reason: 'unknown' } });
  expect(isAlive(started[0]?.pid)).toBe(false);
});

test('an error that nobody foresaw is in the log of the host, and in no message', async () => {
  const { log, lines } = recordingLog();
  const loading = openInOwnProcess({ ...fakeHome, log })(specFor('/fake/throws'), hooks());
  const failure = await failureOf(loading);
  expect(failure.code).toBe('INTERNAL');
  expect(failure.message).not.toContain('private');
  expect(JSON.stringify(lines)).toContain('a private detail');
});

test('a process that cannot be started is not the fault of the model', async () => {
  const fork = forkWithNode('/nowhere/engine.js');
  const loading = openInOwnProcess({ ...fakeHome, fork })(specFor('/fake/ok'), hooks());
  expect(await failureOf(loading)).toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
});

test("the engine's process gets threads enough, and none of the host's secrets", async () => {
  const environment = { ...process.env, ENCRYPTION_MASTER_KEY: 'x', HF_TOKEN: 'x', LD_LIBRARY_PATH: '' };
  const loading = openInOwnProcess({ ...fakeHome, environment })(specFor('/fake/says-its-environment'), hooks());
  const names = (await failureOf(loading)).message.split(' ');
  expect(names).toContain('UV_THREADPOOL_SIZE');
  expect(names).toContain('LD_LIBRARY_PATH');
  expect(names).not.toContain('ENCRYPTION_MASTER_KEY');
  expect(names).not.toContain('HF_TOKEN');
});
