// Catches: two models of which one fits that throw each other out at every question, a request that is dropped or
// starves on the way, a load that is counted twice or never given back.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Message } from '../../../../shared/model/conversation.ts';
import { ask, load, type ModelHost, openModelHost, sentence } from './setup.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const mebibyte = 2 ** 20;
const names = ['first', 'second'] as const;
const clients = 4;
const perClient = 10;
let host: ModelHost;

beforeAll(async () => {
  const choices = { backend: 'cpu', contextSize: 8192, slots: 2, threads: 1 } as const;
  host = await openModelHost({ models: { first: 'talker', second: 'talker' }, choices });
  const { ram } = await host.client.call('local-models.estimate', { name: 'first', choices });
  const modelMemoryLimit = Math.max(16, Math.ceil((1.5 * ram) / mebibyte));
  await host.client.call('settings.update', { modelMemoryLimit });
  expect(modelMemoryLimit * mebibyte).toBeLessThan(2 * ram);
});
afterAll(async () => { console.log((await import('node:fs')).readFileSync(host.home + '/logs/switchyard.log','utf8').split('\n').filter(l=>/err":/.test(l)).slice(0,2).join('\n')); await host.close(); });

/** The models as they were loaded, in that order. */

test('40 questions by 4 clients to two models of which one fits', async () => {
  const done: { client: number; model: string; took: number; message: Message }[] = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; turn < perClient; turn += 1) {
        const model = names[(client + turn) % 2] ?? names[0];
        const asked = performance.now();
        const message = await ask(host.client, model, `hello ${client} ${turn}`);
        done.push({ client, model, took: performance.now() - asked, message });
      }
    }),
  );
  console.log(JSON.stringify(done.map(d=>[d.client,d.model,Math.round(d.took), d.message.state, d.message.failure?.message])), performance.now()-begun);
});
