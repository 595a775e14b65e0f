// `npm run bench:gateway`: what a request takes on its way through the port, beside the upstream asked directly, a bare
// pipe, and @portkey-ai/gateway, all in this run. `--seconds=N` a measurement (2), `--rounds=N` (3), `--only=name,…`.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { become } from '../scripts/lib/child.mjs';
import { ensurePackages } from '../scripts/lib/ensure-packages.mjs';
import { nodeBinary } from '../scripts/lib/node-binary.mjs';
import { at } from '../scripts/lib/root.mjs';

await ensurePackages();
await ensureBuilt();
const { load } = await import('./gateway/load.mjs');

const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];
const seconds = Number(option('seconds') ?? 2);
const rounds = Number(option('rounds') ?? 3);
const only = option('only')?.split(',');
const portkeyVersion = '1.15.2';

const children = [];
/** Starts a server and waits for the line with its address. */
async function serve(args, env = {}) {
  const child = spawn(nodeBinary(), args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  for await (const line of createInterface(child.stdout)) {
    const url = /https?:\/\/(?:127\.0\.0\.1|localhost):\d+/.exec(line)?.[0];
    if (!url) continue;
    child.stdout.resume();
    return url.replace('localhost', '127.0.0.1');
  }
  throw new Error(`${args[0]} did not start.`);
}

/** Installed beside the project and only for this: nothing of the app needs it. Null where it cannot be had. */
async function portkey() {
  const folder = at('.data', 'bench', 'portkey');
  const entry = join(folder, 'node_modules', '@portkey-ai', 'gateway', 'build', 'start-server.js');
  if (!existsSync(entry)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', `@portkey-ai/gateway@${portkeyVersion}`];
    const code = await new Promise((resolve) => {
      spawn(npm, args, { cwd: folder, stdio: 'inherit' })
        .once('exit', resolve)
        .once('error', () => resolve(1));
    });
    if (code !== 0) return null;
  }
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const child = spawn(nodeBinary(), [entry, `--port=${port}`, '--headless'], {
    env: { ...process.env, TRUSTED_CUSTOM_HOSTS: '127.0.0.1,localhost' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(url).catch(() => null)) return url;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}

const homes = [];
/** A host in a home of its own: what one way leaves behind must not slow the other. */
async function host(upstream) {
  const home = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  homes.push(home);
  const masterKey = 'ab'.repeat(32);
  const setup = [at('bench', 'lib', 'through-vite.mjs'), at('bench', 'gateway', 'setup.ts')];
  await become(nodeBinary(), [...setup, JSON.stringify({ home, upstream, masterKey })]);
  return serve([at('out', 'main', 'headless.js')], {
    SWITCHYARD_HOME: home,
    SWITCHYARD_PORT: '0',
    ENCRYPTION_MASTER_KEY: masterKey,
  });
}

let isMissed = false;
try {
  const upstream = await serve([at('bench', 'gateway', 'upstream.mjs')]);
  const pipe = await serve([at('bench', 'gateway', 'pipe.mjs'), upstream]);
  const relaying = await host(upstream);
  const transcoding = await host(upstream);
  const other = only && !only.includes('portkey') ? null : await portkey();

  const path = '/v1/chat/completions';
  const portkeyHeaders = {
    'x-portkey-provider': 'openai',
    'x-portkey-custom-host': `${upstream}/v1`,
    authorization: 'Bearer sk-bench',
  };
  const servers = [
    { name: 'direct', url: upstream, path, model: 'bench' },
    { name: 'pipe', url: pipe, path, model: 'bench' },
    { name: 'relayed', url: relaying, path, model: 'bench-relayed' },
    { name: 'transcoded', url: transcoding, path, model: 'bench-transcoded' },
    ...(other ? [{ name: 'portkey', url: other, path, model: 'bench', headers: portkeyHeaders }] : []),
  ].filter(({ name }) => !only || only.includes(name));

  // By what was asked, not by time: on a busy machine a second is over before anything is compiled.
  for (const server of servers) {
    for (const isStream of [false, true]) {
      let [asked, tries] = [0, 0];
      for (; asked < (isStream ? 500 : 10_000) && tries < 15; tries += 1)
        asked += (await load({ ...server, isStream, concurrency: 16, seconds: 1 })).count;
    }
  }

  const results = new Map();
  for (const isStream of [false, true]) {
    for (const concurrency of [1, 32, 128]) {
      for (let round = 0; round < rounds; round += 1) {
        for (const server of servers) {
          const key = `${isStream ? 'stream' : 'whole'} ${concurrency} ${server.name}`;
          const measured = await load({ ...server, isStream, concurrency, seconds });
          results.set(key, [...(results.get(key) ?? []), measured]);
        }
      }
    }
  }
  const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  const of = (kind, concurrency, name, field) =>
    median((results.get(`${kind} ${concurrency} ${name}`) ?? []).map((one) => one[field]));
  const rows = [...results].map(([key, measured]) => {
    const [kind, concurrency, name] = key.split(' ');
    return {
      kind,
      concurrency: Number(concurrency),
      name,
      'requests a second': Math.round(median(measured.map((one) => one.perSecond))),
      'p50 ms': Number(median(measured.map((one) => one.p50)).toFixed(2)),
      'p99 ms': Number(median(measured.map((one) => one.p99)).toFixed(2)),
      failed: measured.reduce((sum, one) => sum + one.failures, 0),
    };
  });
  console.table(rows);

  const share = (kind, concurrency, one, two, field = 'perSecond') =>
    of(kind, concurrency, one, field) / of(kind, concurrency, two, field);
  const goals = [
    [
      'relayed, p50 over direct at 1, ms',
      of('whole', 1, 'relayed', 'p50') - of('whole', 1, 'direct', 'p50'),
      '<=',
      0.45,
    ],
    ['relayed, requests a second of the pipe at 32', share('whole', 32, 'relayed', 'pipe'), '>=', 0.6],
    ['relayed, requests a second of the pipe at 128', share('whole', 128, 'relayed', 'pipe'), '>=', 0.6],
    ['relayed, requests a second of Portkey at 32', share('whole', 32, 'relayed', 'portkey'), '>=', 3],
    ['relayed, chunks a second of the pipe at 32', share('stream', 32, 'relayed', 'pipe'), '>=', 0.8],
    ['relayed, chunks a second of the pipe at 128', share('stream', 128, 'relayed', 'pipe'), '>=', 0.8],
    ['relayed, p99 of the pipe at 128', share('whole', 128, 'relayed', 'pipe', 'p99'), '<=', 2],
  ].filter(([, value]) => Number.isFinite(value));
  console.table(
    goals.map(([goal, value, sign, wanted]) => {
      const isMet = sign === '<=' ? value <= wanted : value >= wanted;
      isMissed ||= !isMet;
      return { goal, measured: Number(value.toFixed(2)), wanted: `${sign} ${wanted}`, met: isMet ? 'yes' : 'no' };
    }),
  );
  const failed = rows.reduce((sum, { failed: one }) => sum + one, 0);
  if (failed > 0) console.log(`${failed} requests failed.`);
  isMissed ||= failed > 0;
} finally {
  for (const child of children) child.kill();
  for (const home of homes) rmSync(home, { recursive: true, force: true });
}
process.exit(isMissed ? 1 : 0);
