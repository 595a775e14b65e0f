// The host in a process of its own, asked over its port: send a message, then follow the answer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';
import { createClient } from '../../shared/contract/client.ts';
import type { AppContract } from '../../shared/contract/contract.ts';
import type { HostFrame } from '../../shared/contract/frames.ts';
import type { LoadChoices } from '../../shared/model/load-settings.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';

const entry = join(import.meta.dirname, '../../out/main/headless.js');
const target = { providerId: localProviderId, modelId: 'bench' };

export async function openPort({ path, choices }: { path: string; choices: LoadChoices }) {
  const home = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  mkdirSync(join(home, 'models'));
  symlinkSync(path, join(home, 'models', 'bench.gguf'));
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ findForeignModels: false, keepAlive: null }));
  const environment = { HOME: home, SWITCHYARD_HOME: home, SWITCHYARD_PORT: '0' };
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, ...environment, ENCRYPTION_MASTER_KEY: 'ab'.repeat(32) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  // Also when the run is broken off.
  process.once('exit', () => void child.kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  let url = '';
  for await (const line of createInterface(child.stdout)) {
    url = /^Open (\S+)/.exec(line)?.[1] ?? '';
    if (url) break;
  }
  const { socket, client } = await connect(url);
  await client.call('local-models.refresh', {});
  await client.call('local-models.update', { name: 'bench', choices });

  return {
    /** Ms after its start at which each piece of text came. */
    async stream(text: string, wanted: number): Promise<number[]> {
      const start = performance.now();
      const { answer } = await client.call('chat.send', { text, target });
      const times: number[] = [];
      const following = client.open('chat.follow', { messageId: answer.id });
      for await (const _ of following) {
        times.push(performance.now() - start);
        if (times.length >= wanted) break;
      }
      const { failure } = await client.call('chat.stop', { messageId: answer.id });
      if (failure) throw new Error(failure.message);
      return times;
    },
    async close() {
      socket.close();
      child.kill('SIGTERM');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function connect(url: string) {
  const { origin, hash } = new URL(url);
  const session = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token: hash.replace('#token=', '') }),
  });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, { headers: { cookie, origin } });
  await once(socket, 'open');
  const client = createClient<AppContract>({
    send: (frame) => socket.send(JSON.stringify(frame)),
    onFrame: (listener) =>
      void socket.on('message', (data) => listener(JSON.parse((data as Buffer).toString()) as HostFrame)),
    onClose: (listener) => void socket.on('close', listener),
  });
  return { socket, client };
}
