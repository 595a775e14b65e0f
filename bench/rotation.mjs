// `npm run bench:rotation`: streams through the real gateway while the key is rotated and the old one then refused.
// `--seconds=N` (10), `--rate=N` streams a second (50). Ends with 1 when a single request fails.
import { become } from '../scripts/lib/child.mjs';
import { ensurePackages } from '../scripts/lib/ensure-packages.mjs';
import { nodeBinary } from '../scripts/lib/node-binary.mjs';
import { at } from '../scripts/lib/root.mjs';

await ensurePackages();

const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];
const options = { seconds: Number(option('seconds') ?? 10), rate: Number(option('rate') ?? 50) };
process.exit(
  await become(nodeBinary(), [
    at('bench', 'lib', 'through-vite.mjs'),
    at('bench', 'rotation', 'main.ts'),
    JSON.stringify(options),
  ]),
);
