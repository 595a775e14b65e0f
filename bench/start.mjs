// `npm run bench:start`: from spawning the host to its listening line, and its memory when idle, beside a bare Node HTTP
// server measured in the same run. `--runs=N` changes the number of runs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { ensurePackages } from '../scripts/lib/ensure-packages.mjs';
import { nodeBinary } from '../scripts/lib/node-binary.mjs';
import { at } from '../scripts/lib/root.mjs';

const runs = Number(process.argv.find((argument) => argument.startsWith('--runs='))?.slice(7) ?? 10);
const goals = { start: 600, memory: 150 };
const idleFor = 2000;

const bareServer = `require('node:http').createServer((request, response) => response.end()).listen(0, '127.0.0.1',
  function () { console.log('Switchyard is listening at ' + this.address().port); });
process.once('SIGTERM', () => process.exit(0));`;

/** Resident memory in MB; undefined where /proc isn't there. */
function residentMemory(pid) {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

/** Starts a server, waits for its line, optionally lets it idle, ends it. */
async function measure(args, { env, isMemoryWanted = false }) {
  const began = performance.now();
  const child = spawn(nodeBinary(), args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) if (line.startsWith('Switchyard is listening')) break;
  const start = performance.now() - began;
  if (isMemoryWanted) await sleep(idleFor);
  const memory = isMemoryWanted ? residentMemory(child.pid) : undefined;
  if (child.exitCode !== null) throw new Error(`The server ended by itself with exit code ${child.exitCode}.`);
  child.kill('SIGTERM');
  await exit;
  return { start, memory };
}

async function series(args, env) {
  // Not counted: it makes the database, and the file cache is cold.
  await measure(args, { env });
  const starts = [];
  for (let run = 0; run < runs; run++) starts.push((await measure(args, { env })).start);
  const { memory } = await measure(args, { env, isMemoryWanted: true });
  starts.sort((a, b) => a - b);
  const middle = starts.length / 2;
  const median = (starts[Math.ceil(middle) - 1] + starts[Math.floor(middle)]) / 2;
  return { median, min: starts[0], max: starts.at(-1), memory };
}

await ensurePackages();
await ensureBuilt();
const home = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
try {
  const floor = await series(['-e', bareServer], {});
  const host = await series([at('out', 'main', 'headless.js')], {
    SWITCHYARD_HOME: home,
    SWITCHYARD_PORT: '0',
    // As `npm start` has it.
    NODE_COMPILE_CACHE: at('out', 'main', 'compile-cache'),
  });
  const row = ({ median, min, max, memory }) => ({
    'median ms': Math.round(median),
    'min ms': Math.round(min),
    'max ms': Math.round(max),
    'idle MB': memory === undefined ? 'unknown' : Math.round(memory),
  });
  console.table({
    'bare Node server': row(floor),
    Switchyard: row(host),
    goal: { 'median ms': `under ${goals.start}`, 'idle MB': `under ${goals.memory}` },
  });
  const memoryRatio = host.memory && floor.memory ? `, memory ${(host.memory / floor.memory).toFixed(1)}x` : '';
  console.log(`${runs} runs; to the floor: start ${(host.median / floor.median).toFixed(1)}x${memoryRatio}`);
} finally {
  rmSync(home, { recursive: true, force: true });
}
