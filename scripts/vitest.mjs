// `npm run vitest -- test/electron/chat`: some of the tests, with the packaged Node, without the keyring of `npm test`.
import { show } from './lib/child.mjs';
import { ensurePackages } from './lib/ensure-packages.mjs';
import { commandFile, nodeBinary } from './lib/node-binary.mjs';

await ensurePackages();
process.exitCode = await show(nodeBinary(), [commandFile('vitest'), 'run', ...process.argv.slice(2)]);
