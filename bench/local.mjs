// `npm run bench:local`: local models through the gateway and over the port, beside the engine called directly in the same
// run. `--rounds=N`, `--tokens=N`, `--threads=N`, `--gpu` (all layers on it), `--only=speed|decode|soak`.
import { availableParallelism } from 'node:os';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { become } from '../scripts/lib/child.mjs';
import { ensurePackages } from '../scripts/lib/ensure-packages.mjs';
import { nodeBinary } from '../scripts/lib/node-binary.mjs';
import { at } from '../scripts/lib/root.mjs';

await ensurePackages();
await ensureBuilt();

const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];
const options = {
  rounds: Number(option('rounds') ?? 3),
  wanted: Number(option('tokens') ?? 64),
  threads: Number(option('threads') ?? availableParallelism()),
  useGpu: process.argv.includes('--gpu'),
  only: option('only') ?? null,
};
process.env.UV_THREADPOOL_SIZE ??= '16';
process.exit(
  await become(nodeBinary(), [
    '--expose-gc',
    at('bench', 'lib', 'through-vite.mjs'),
    at('bench', 'local', 'main.ts'),
    JSON.stringify(options),
  ]),
);
