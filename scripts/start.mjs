// `npm start`: installs what is missing, builds what has changed, and opens the app: the Electron window where there
// can be one, else the same app in the browser. `npm start -- --headless` asks for the browser, `--no-open` only prints
// the address.
import { ensureBuilt } from './lib/build.mjs';
import { become } from './lib/child.mjs';
import { openInBrowser, whyNoDesktop } from './lib/desktop.mjs';
import { obtainElectron } from './lib/electron.mjs';
import { ensurePackages } from './lib/ensure-packages.mjs';
import { nodeBinary } from './lib/node-binary.mjs';
import { at, root } from './lib/root.mjs';

const usage = `npm start                  opens the app
npm start -- --headless    serves it to a browser on this computer
npm start -- --no-open     only prints the address, opens no browser`;

const known = ['--headless', '--no-open', '--help'];
const flags = new Set(process.argv.slice(2));
const unknown = [...flags].find((flag) => !known.includes(flag));
if (unknown || flags.has('--help')) {
  console.log(unknown ? `There is no ${unknown}.\n${usage}` : usage);
  process.exit(unknown ? 1 : 0);
}
await ensurePackages();
await ensureBuilt();
// What was compiled once is not compiled again; a build empties the folder.
process.env.NODE_COMPILE_CACHE ??= at('out', 'main', 'compile-cache');
const { binary, reason } = await obtainElectron({ isHeadlessWanted: flags.has('--headless') });
// Editors built on Electron set this in their terminals; it would make our Electron a plain Node.
delete process.env['ELECTRON_RUN_AS_NODE'];
process.exitCode = binary ? await become(binary, [root]) : await startHeadless(reason);

function startHeadless(why) {
  console.log(`No desktop window: ${why}. The same app runs in the browser.`);
  const mayOpen = !flags.has('--no-open') && !whyNoDesktop();
  return become(nodeBinary(), [at('out', 'main', 'headless.js')], mayOpen ? { onLine: openOnce() } : {});
}

/** The host prints a new address whenever one was used; only the first is for us. */
function openOnce() {
  let isOpen = false;
  return (line) => {
    const url = /^Open (http\S+)/.exec(line)?.[1];
    if (!url || isOpen) return;
    isOpen = true;
    openInBrowser(url);
  };
}
