import { spawn } from 'node:child_process';
import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { FallbackReason } from '../../../shared/model/alias.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import { usualFallbacks } from '../../../shared/model/usual-fallbacks.ts';
import { aliasChoicesOf } from '../../helpers/alias-choices.ts';
import { damagedModels } from '../../helpers/models/damaged.ts';
import { startUpstream, type Upstream } from '../../helpers/upstream.ts';
import { openWindow, type TestWindow } from '../host/setup.ts';
import { makeHome } from '../local/whole/setup.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 });

// The store imports its SQL as text.
const loader = join(import.meta.dirname, '../../../bench/lib/through-vite.mjs');
const program = join(import.meta.dirname, 'counted-host.ts');
/** A rule keeps it here. */
const personal = 'Write to anna.meier@example.org, please.';

let upstream: Upstream;
let window: TestWindow;
let address = '';
let end = (): void => {};
const outgoing: string[] = [];

/** What went out since the last look: connections, look-ups and datagrams of the host, requests at the provider. */
async function wentOut(): Promise<{ out: string[]; asked: number }> {
  // A connection that is opened behind the answer counts as well.
  await sleep(200);
  const asked = upstream.requests.length - seen;
  seen = upstream.requests.length;
  return { out: outgoing.splice(0), asked };
}
let seen = 0;

interface Asking {
  content?: string;
  isStream?: boolean;
  staysHere?: boolean;
}

async function ask(model: string, { content = 'Which track?', isStream = false, staysHere = false }: Asking = {}) {
  const response = await fetch(`${address}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(staysHere && { 'x-switchyard-local-only': 'true' }) },
    body: JSON.stringify({ model, messages: [{ role: 'user', content }], stream: isStream }),
  });
  const body = (await response.json()) as { error?: { code: string }; choices?: { message: { content: string } }[] };
  return body.error?.code ?? body.choices?.[0]?.message.content;
}

beforeAll(async () => {
  upstream = await startUpstream();
  const { home, folder } = await makeHome({ models: {}, settings: { healthMinutes: null } });
  // Its header is good: only the engine notices.
  const path = damagedModels.find(({ refusedAs }) => refusedAs === null)?.write(folder);
  if (!path) throw new Error('There is no model that only the engine refuses.');
  utimesSync(path, 1e9, 1e9);

  const child = spawn(process.execPath, [loader, program, JSON.stringify({ home })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  end = () => {
    child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  };
  const signIn = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const told = JSON.parse(line.startsWith('{') ? line : '{}') as Record<string, string>;
      if (told['out']) outgoing.push(`${told['out']} ${told['where']}`);
      if (told['address']) address = told['address'];
      if (told['url']) resolve(told['url']);
    });
  });
  window = await openWindow({ address, url: signIn });
  const { client } = window;
  await client.call('local-models.refresh', {});
  const cloud = await client.call('providers.create', {
    kind: 'openai-compatible',
    name: 'cloud',
    settings: { baseUrl: upstream.url },
    network: { maxRetries: 2, retryBase: 1 },
  });
  const targets = [
    { providerId: localProviderId, modelId: 'damaged' },
    { providerId: cloud.id, modelId: 'echo' },
    { providerId: cloud.id, modelId: 'steady' },
  ];
  const fallbackOn: FallbackReason[] = [...usualFallbacks, 'rejected', 'content-refused'];
  await client.call('aliases.create', aliasChoicesOf('chain', targets, { isSticky: true, fallbackOn, localWait: 0 }));
  await client.call('rules.create', {
    name: 'Keep at home',
    isEnabled: true,
    when: { personalData: ['email'] },
    actions: [{ isLocalOnly: true }],
  });
  await wentOut();
});
afterAll(async () => {
  await window?.close();
  end();
  await upstream?.close();
});

/** What is asked for, and why nobody answers it here. */
const refusals: Record<string, readonly string[]> = {
  // When it has failed five times it is left alone for a while.
  chain: ['MODEL_LOAD_FAILED', 'PROVIDER_UNHEALTHY'],
  damaged: ['MODEL_LOAD_FAILED'],
  'cloud/echo': ['NO_TARGET'],
  auto: ['NO_TARGET'],
};

// Catches: what must stay on this computer and leaves it when the model here fails: by a fallback, by a name that is
// asked for, by a retry, by `auto`, or only as a look-up of a name.
test('while the engine fails, nothing at all goes out for what must stay', async () => {
  for (const round of ['before', 'after']) {
    for (const [model, codes] of Object.entries(refusals)) {
      for (const isStream of [false, true]) {
        for (const kept of [{ staysHere: true }, { content: personal }]) {
          const told = await ask(model, { ...kept, isStream });
          expect(codes, `${model}, ${JSON.stringify(kept)}`).toContain(told);
        }
      }
    }
    expect(await wentOut(), `${round} the control`).toEqual({ out: [], asked: 0 });
    if (round === 'after') break;

    // The control: without the wish the very same request is answered elsewhere, over one connection.
    expect(await ask('chain')).toBe('Which track?');
    const went = await wentOut();
    console.log(`the control went out by: ${went.out.join('; ')}`);
    expect(went.asked).toBe(1);
    expect(went.out.filter((one) => one.startsWith('connect'))).toHaveLength(1);
  }
});
