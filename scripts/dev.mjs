// `npm run dev`: the app with hot reload. An edit in renderer/ shows at once, an edit in electron/ or shared/ restarts
// the host. Uses the Electron window where there can be one, else a browser; `npm run dev -- --headless` asks for the
// browser. It has a home folder of its own, so that it can run beside the real app.
import { become } from './lib/child.mjs';
import { obtainElectron } from './lib/electron.mjs';
import { ensurePackages } from './lib/ensure-packages.mjs';
import { commandFile, nodeBinary } from './lib/node-binary.mjs';
import { at } from './lib/root.mjs';

await ensurePackages();
const { binary, reason } = await obtainElectron({ isHeadlessWanted: process.argv.includes('--headless') });
if (reason) console.log(`No desktop window: ${reason}. Open the address below in a browser.`);

const env = {
  ...process.env,
  SWITCHYARD_HOME: process.env['SWITCHYARD_HOME'] ?? at('.data', 'dev'),
  // Fixed, because Vite passes the window's calls on to it (electron.vite.config.ts).
  SWITCHYARD_PORT: process.env['SWITCHYARD_PORT'] ?? '4757',
  ELECTRON_EXEC_PATH: binary ?? nodeBinary(),
};
delete env['ELECTRON_RUN_AS_NODE'];
// electron-vite "starts Electron": without one that is Node, with a script that runs the headless host.
const entry = binary ? [] : ['--entry', at('scripts', 'dev-host.mjs')];
process.exitCode = await become(nodeBinary(), [commandFile('electron-vite'), 'dev', '-w', ...entry], { env });
