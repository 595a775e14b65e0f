// The headless host under `npm run dev`. electron-vite ends the old one and starts the new one in the same breath; this
// waits until the old one has let go of the home folder and the port.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { become } from './lib/child.mjs';
import { at } from './lib/root.mjs';

const home = process.env['SWITCHYARD_HOME'] ?? at('.data', 'dev');
const pidFile = join(home, 'dev-host.pid');

const isRunning = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const predecessor = () => {
  try {
    return Number(readFileSync(pidFile, 'utf8'));
  } catch {
    return 0;
  }
};

mkdirSync(home, { recursive: true });
const deadline = Date.now() + 5000;
for (let pid = predecessor(); pid > 0 && pid !== process.pid && isRunning(pid) && Date.now() < deadline; )
  await sleep(50);
writeFileSync(pidFile, String(process.pid));
process.exitCode = await become(process.execPath, [at('out', 'main', 'headless.js')]);
