// Catches: what only the real engine does: memory that is not given back, answers cut off while models change places.
import { afterAll, describe, expect, test } from 'vitest';
import type { EngineModel } from '../../../../electron/local/engine/engine.ts';
import { openModel } from '../../../../electron/local/engine/load.ts';
import type { ChatRequest } from '../../../../electron/local/engine/request.ts';
import { closeRuntimes } from '../../../../electron/local/engine/runtime.ts';
import { readModel } from '../../../../electron/local/gguf/read-model.ts';
import { readMachine } from '../../../../electron/local/memory/machine.ts';
import { shapeOf } from '../../../../electron/local/memory/shape.ts';
import { createScheduler } from '../../../../electron/local/scheduler/scheduler.ts';
import { loadSettings } from '../../../../shared/model/load-settings.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { mib } from './setup.ts';

afterAll(closeRuntimes);

const hello: ChatRequest = {
  kind: 'chat',
  messages: [{ role: 'user', text: 'hello' }],
  tools: [],
  toolChoice: 'auto',
  parallelTools: true,
  format: { kind: 'text' },
  thinking: null,
  maxTokens: 30,
  stop: [],
  sampling: { temperature: 0 },
  logprobs: null,
  overflow: 'error',
};

async function answerOf(model: EngineModel): Promise<string> {
  let text = '';
  for await (const delta of model.generate(hello, new AbortController().signal))
    if (delta.kind === 'text') text += delta.text;
  return text;
}

/** Two talkers, and memory for one of them and a half. */
async function createTalkers() {
  const paths = { a: await testModel('talker', { name: 'A' }), b: await testModel('talker', { name: 'B' }) };
  const loads: string[] = [];
  const taken = { most: 0, now: 0 };
  const scheduler = createScheduler({
    async open(spec, hooks) {
      loads.push(spec.path === paths.a ? 'a' : 'b');
      const model = await openModel(spec, hooks);
      taken.now += model.info.ram;
      taken.most = Math.max(taken.most, taken.now);
      const close = async (): Promise<void> => {
        await model.close();
        taken.now -= model.info.ram;
      };
      return { ...model, close, ownProcess: null };
    },
    async describe(name, purpose) {
      const path = name === 'a' ? paths.a : paths.b;
      const header = await readModel(path);
      const choices = { backend: 'cpu', contextSize: 512, slots: 2, threads: 1, batchSize: 64 };
      return {
        path,
        purpose: purpose ?? 'chat',
        settings: loadSettings.parse(choices),
        fileSize: header.size,
        shape: shapeOf(header),
        draft: null,
      };
    },
    async machine() {
      return { ...(await readMachine()), vramTotal: 0, vramFree: 0, isUnified: false };
    },
    limit: () => 5 * mib,
    keepAlive: () => 60,
    log: { info: () => {}, warn: () => {} },
    onChange: () => {},
  });
  const ask = async (name: string): Promise<string> => {
    const lease = await scheduler.acquire(name, { signal: new AbortController().signal, purpose: 'chat' });
    try {
      return await answerOf(lease.model);
    } finally {
      lease.release();
    }
  };
  return { scheduler, ask, loads, taken };
}

describe('40 requests of 4 clients over two models, one of which fits', () => {
  const clients = ['a', 'b', 'a', 'b'];

  test('each client waits for its answer before it asks again', { timeout: 120_000 }, async () => {
    const { scheduler, ask, loads, taken } = await createTalkers();
    const answers = await Promise.all(
      clients.map(async (name) => {
        const own: string[] = [];
        for (let count = 0; count < 10; count += 1) own.push(await ask(name));
        return own;
      }),
    );
    expect(new Set(answers.flat()).size).toBe(1);
    expect(answers.flat()).toHaveLength(40);
    expect(answers[0]?.[0]).not.toBe('');
    expect(loads.length).toBeLessThanOrEqual(8);
    expect(taken.most).toBeLessThan(5 * mib);
    await scheduler.close();
    expect(taken.now).toBe(0);
  });

  test('all at once', { timeout: 120_000 }, async () => {
    const { scheduler, ask, loads } = await createTalkers();
    const answers = await Promise.all(Array.from({ length: 10 }, () => clients.map(ask)).flat());
    expect(new Set(answers).size).toBe(1);
    expect(answers).toHaveLength(40);
    expect(loads.length).toBeLessThanOrEqual(6);
    await scheduler.close();
  });
});
