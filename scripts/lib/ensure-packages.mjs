import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { show } from './child.mjs';
import { withLock } from './lock.mjs';
import { at } from './root.mjs';

const lockfile = at('package-lock.json');
/** npm writes it last and keeps it true through every later install: a half-finished install has none. */
const installedList = at('node_modules', '.package-lock.json');

const readPackages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/** Whether node_modules holds what the lockfile says, whoever installed it. */
function isUpToDate() {
  if (!existsSync(installedList)) return false;
  const installed = readPackages(installedList);
  return Object.entries(readPackages(lockfile)).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true;
    const present = installed[path];
    // Optional packages are those of other systems, too: that one is missing says nothing.
    return present ? present.version === wanted.version : Boolean(wanted.optional || wanted.devOptional);
  });
}

/** Installs the npm packages when they are missing or not those of the lockfile. */
export async function ensurePackages() {
  if (isUpToDate()) return;
  await withLock('install', async () => {
    if (isUpToDate()) return;
    const why = existsSync(installedList) ? 'package-lock.json has changed' : 'first start';
    console.log(`Installing npm packages (${why}); about 1 GB on disk, usually one to three minutes …`);
    const began = Date.now();
    const seconds = () => Math.round((Date.now() - began) / 1000);
    // npm draws its own progress on a terminal only.
    const sign = process.stdout.isTTY ? undefined : setInterval(() => console.log(`  … ${seconds()} s`), 15_000);
    const { command, args, options } = npm(installArguments());
    const code = await show(command, args, options);
    clearInterval(sign);
    if (code !== 0) {
      console.error(`npm could not install the packages (exit ${code}). What it says above names the reason.`);
      process.exit(1);
    }
    console.log(`Packages installed in ${seconds()} s.`);
  });
}

function installArguments() {
  // npm ci empties node_modules first, and on Windows a running node.exe in there can't be deleted.
  const canReplaceAll = process.platform !== 'win32' || !existsSync(at('node_modules'));
  const verb = canReplaceAll ? ['ci'] : ['install', '--no-save'];
  // Under Node 20 npm warns of every package that wants a newer one; they run on the packaged Node.
  return [...verb, '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
}

/** npm through the Node it came with: the `node` that is first in PATH may be the packaged one, about to be deleted. */
function npm(args) {
  const script = process.env['npm_execpath'];
  const node = process.env['npm_node_execpath'] ?? process.execPath;
  if (script?.endsWith('npm-cli.js') && !node.includes(`${sep}node_modules${sep}`)) {
    return { command: node, args: [script, ...args], options: {} };
  }
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter);
  return {
    command: 'npm',
    args,
    options: { env: { ...process.env, PATH: path }, shell: process.platform === 'win32' },
  };
}
