import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './child.mjs';
import { withLock } from './lock.mjs';
import { commandFile, nodeBinary } from './node-binary.mjs';
import { at } from './root.mjs';

const sources = [
  'electron',
  'renderer',
  'resources',
  'shared',
  'electron.vite.config.ts',
  'package-lock.json',
  'tsconfig.json',
];
const stamp = at('out', '.sources');

/** A word for the state of all sources: changes with every edit, new file and deleted file. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const facts = statSync(path);
    if (facts.isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
      return;
    }
    hash.update(`${path}\0${facts.size}\0${facts.mtimeMs}\n`);
  };
  for (const source of sources) visit(at(source));
  return hash.digest('hex');
}

const isBuilt = (wanted) => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

/** Builds out/ and gives back what the build printed; the code is 0 when it went well. */
export function build() {
  return withLock('build', async () => {
    const before = fingerprint();
    rmSync(stamp, { force: true });
    const env = { ...process.env, NO_COLOR: '1' };
    const result = await capture(nodeBinary(), [commandFile('electron-vite'), 'build'], { env });
    // Taken before the build: what was edited meanwhile is built the next time.
    if (result.code === 0) writeFileSync(stamp, before);
    return result;
  });
}

/** Builds only when something has changed since the last build. Ends the process when the build fails. */
export async function ensureBuilt() {
  if (isBuilt(fingerprint())) return;
  console.log('Building …');
  const began = Date.now();
  const { code, output } = await build();
  if (code !== 0) {
    console.error(`${output}\nThe build failed.`);
    process.exit(1);
  }
  console.log(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}
