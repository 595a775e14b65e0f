// Catches: two models of which one fits that throw each other out at every question, and a request that is dropped or
// starves on the way.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Message } from '../../../../shared/model/conversation.ts';
import { ask, type ModelHost, openModelHost, sentence } from './setup.ts';

vi.setConfig({ testTimeout: 180_000 });

const mebibyte = 2 ** 20;
const clients = 4;
const perClient = 10;
const choices = { backend: 'cpu', contextSize: 8192, slots: 2, threads: 1 } as const;

/** Two models, and memory for one and a half. */
async function openCrowded(): Promise<ModelHost> {
  const host = await openModelHost({ models: { first: 'talker', second: 'talker' }, choices });
  onTestFinished(host.close);
  const { ram } = await host.client.call('local-models.estimate', { name: 'first', choices });
  const modelMemoryLimit = Math.max(16, Math.ceil((1.5 * ram) / mebibyte));
  expect(modelMemoryLimit * mebibyte).toBeLessThan(2 * ram);
  await host.client.call('settings.update', { modelMemoryLimit });
  return host;
}

interface Asked {
  client: number;
  /** Place in the order of asking. */
  place: number;
  took: number;
  message: Message;
}

/** Each client has a window of its own, and asks both models in turn. In the order of the answers. */
async function askFromAll(host: ModelHost, areAtOnce: boolean): Promise<Asked[]> {
  const answered: Asked[] = [];
  const windows = await Promise.all(Array.from({ length: clients }, host.openWindow));
  let places = 0;
  const askOne = async (client: number, turn: number): Promise<void> => {
    const window = windows[client];
    if (!window) throw new Error(`There is no window ${client}.`);
    const [begun, place] = [performance.now(), places++];
    const model = (client + turn) % 2 === 0 ? 'first' : 'second';
    const message = await ask(window.client, model, `hello ${client} ${turn}`);
    answered.push({ client, place, took: performance.now() - begun, message });
  };
  const turns = Array.from({ length: perClient }, (_, turn) => turn);
  const all = windows.keys().map(async (client) => {
    if (areAtOnce) await Promise.all(turns.map((turn) => askOne(client, turn)));
    else for (const turn of turns) await askOne(client, turn);
  });
  await Promise.all(all);
  for (const window of windows) await window.close();
  return answered;
}

/** The models in the order they were loaded in. */
async function loadsOf(host: ModelHost): Promise<string[]> {
  await host.closeHost();
  const lines = readFileSync(join(host.home, 'logs', 'switchyard.log'), 'utf8')
    .trim()
    .split('\n');
  const records = lines.map((line) => JSON.parse(line) as { msg: string; model: string });
  return records.filter(({ msg }) => msg === 'a model is loaded').map(({ model }) => model);
}

function report(name: string, answered: readonly Asked[], loads: readonly string[]): void {
  const times = answered.map(({ took }) => took).toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0);
  const failed = answered.filter(({ message }) => message.state !== 'complete').length;
  const behind = Math.max(...answered.map(({ place }, index) => index - place));
  const figures = { requests: answered.length, failed, loads: loads.length, 'most places lost': behind };
  console.table([{ case: name, ...figures, 'median ms': at(0.5), 'p90 ms': at(0.9), 'longest ms': at(1) }]);
}

test('40 questions by 4 clients that ask both models in turn, each when its last was answered', async () => {
  const host = await openCrowded();
  const answered = await askFromAll(host, false);
  const loads = await loadsOf(host);
  report('one after the other', answered, loads);
  expect(answered.filter(({ message }) => message.text !== sentence)).toEqual([]);
  expect(answered).toHaveLength(clients * perClient);
  // Two clients want each model: at worst a load serves one of them.
  expect(loads.length).toBeLessThanOrEqual(30);
  // Nobody starves: when the first client is done, the others are not far behind.
  const firstDone = Math.min(...Array.from({ length: clients }, (_, client) => lastOf(answered, client)));
  for (let client = 0; client < clients; client += 1) {
    const before = answered.slice(0, firstDone + 1).filter((asked) => asked.client === client);
    expect(before.length).toBeGreaterThanOrEqual(perClient / 2);
  }
});

const lastOf = (answered: readonly Asked[], client: number): number =>
  answered.findLastIndex((asked) => asked.client === client);

test('the same 40 questions all at once', async () => {
  const host = await openCrowded();
  const answered = await askFromAll(host, true);
  const loads = await loadsOf(host);
  report('all at once', answered, loads);
  expect(answered.filter(({ message }) => message.text !== sentence)).toEqual([]);
  expect(answered).toHaveLength(clients * perClient);
  expect(loads.length).toBeLessThanOrEqual(10);
  // So many younger ones may pass the head of the queue, and those that were being answered already.
  for (const [index, { place }] of answered.entries()) expect(index - place).toBeLessThanOrEqual(16);
});
