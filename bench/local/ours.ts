// The whole way: store, gateway, scheduler, engine, as the host builds them.
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import pino from 'pino';
import { createGateway } from '../../electron/gateway/gateway.ts';
import type { GatewayMessage } from '../../electron/gateway/messages.ts';
import type { AnswerResult } from '../../electron/gateway/request.ts';
import { createLocal } from '../../electron/local/local.ts';
import { forkWithNode } from '../../electron/local/process/engine-process.ts';
import { openStore } from '../../electron/store/open-store.ts';
import type { LoadChoices } from '../../shared/model/load-settings.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';
import { settingsSchema } from '../../shared/model/settings.ts';

export interface OursOptions {
  path: string;
  choices: LoadChoices;
  isolation?: 'in-process' | 'own-process';
}

export interface Streamed {
  start: number;
  /** Of each piece of text, in ms after the start. */
  times: number[];
  text: string;
  result: AnswerResult;
}

export async function openOurs({ path, choices, isolation = 'in-process' }: OursOptions) {
  const home = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  const log = pino({ level: 'silent' });
  const store = openStore({ folder: home, log });
  const settings = settingsSchema.parse({ engineIsolation: isolation, findForeignModels: false, keepAlive: null });
  const modelsFolder = join(home, 'models');
  const local = createLocal({
    store,
    settings: () => settings,
    events: { publish() {} },
    log,
    modelsFolder,
    environment: { ...process.env, HOME: home },
    fork: forkWithNode(join(import.meta.dirname, '../../electron/local/process/child.ts')),
  });
  symlinkSync(path, join(modelsFolder, 'bench.gguf'));
  await local.refresh();
  await local.update({ name: 'bench', choices });
  const gateway = createGateway({ connect: async () => local.connect(), requests: store.requests, log });

  async function stream(
    messages: readonly GatewayMessage[],
    maxOutputTokens: number,
    signal = new AbortController().signal,
  ): Promise<Streamed> {
    const start = performance.now();
    const times: number[] = [];
    let text = '';
    const answer = gateway.stream({
      door: 'window',
      wish: { target: { providerId: localProviderId, modelId: 'bench' } },
      messages,
      messageId: null,
      parameters: { maxOutputTokens },
      signal,
    });
    for (;;) {
      const step = await answer.next();
      if (step.done) return { start, times, text, result: step.value.result };
      times.push(performance.now() - start);
      text += step.value.text;
    }
  }

  return {
    local,
    stream,
    /** Ms, at the 99th of 100 looks, while `work` runs. */
    async loopDelay(work: () => Promise<unknown>): Promise<number> {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      await work();
      delay.disable();
      return delay.percentile(99) / 1e6;
    },
    async close() {
      await local.close();
      await store.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
