import { existsSync, readFileSync } from 'node:fs';
import { capture } from './child.mjs';
import { whyNoDesktop } from './desktop.mjs';
import { nodeBinary } from './node-binary.mjs';
import { at } from './root.mjs';

/** Longest time the download of Electron may take, in ms. */
const downloadLimit = 180_000;

/** Electron's program file. Never through `import 'electron'`: under Node that starts the download. */
export function electronBinary() {
  const pathFile = at('node_modules', 'electron', 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = at('node_modules', 'electron', 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : undefined;
}

const isRoot = () => process.platform === 'linux' && process.getuid?.() === 0;

/** Electron's program file, downloaded when it is missing, or in words why the desktop window can't be had. */
export async function obtainElectron({ isHeadlessWanted }) {
  if (isHeadlessWanted) return { reason: '--headless was given' };
  const noDesktop = whyNoDesktop();
  if (noDesktop) return { reason: noDesktop };
  if (isRoot()) return { reason: 'Electron runs as root only without its sandbox' };
  const present = electronBinary();
  if (present) return { binary: present };
  console.log(`Downloading Electron (about 110 MB, at most ${downloadLimit / 60_000} minutes) …`);
  const { code, output } = await capture(nodeBinary(), [at('node_modules', 'electron', 'install.js')], {
    limit: downloadLimit,
  });
  const binary = electronBinary();
  if (code === 0 && binary) return { binary };
  const firstLine = output.split('\n').find((line) => /error/i.test(line)) ?? 'it took too long';
  return { reason: `Electron could not be downloaded (${firstLine.trim()})` };
}
