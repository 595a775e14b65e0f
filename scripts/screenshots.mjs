// `npm run screenshots`: saves every screen, dark and light, at 1280x800 into docs/images/.
import { ensureBuilt } from './lib/build.mjs';
import { become } from './lib/child.mjs';
import { ensurePackages } from './lib/ensure-packages.mjs';
import { nodeBinary } from './lib/node-binary.mjs';
import { at } from './lib/root.mjs';

await ensurePackages();
await ensureBuilt();
// What draws them shares TypeScript with the browser tests, which the packaged Node runs as it is.
process.exitCode = await become(nodeBinary(), [at('scripts', 'lib', 'draw-screens.mjs')]);
