// Shows that the guards bite: plants three forbidden imports, one at a time, and expects the architecture test and the
// lint to fail on each. What was planted is removed again, whatever happens.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { capture } from './lib/child.mjs';
import { ensurePackages } from './lib/ensure-packages.mjs';
import { commandFile, nodeBinary } from './lib/node-binary.mjs';
import { at } from './lib/root.mjs';

const plants = [
  {
    what: 'renderer/ imports node:fs',
    file: 'renderer/lib/planted.ts',
    text: "import { readFileSync } from 'node:fs';\n\nexport const planted = readFileSync;\n",
  },
  {
    what: 'routing/ imports store/',
    file: 'electron/routing/planted.ts',
    text: "import { openStore } from '../store/open-store.ts';\n\nexport const planted = openStore;\n",
  },
  {
    what: 'electron outside shell/',
    file: 'electron/host/planted.ts',
    text: "import { app } from 'electron';\n\nexport const planted = app;\n",
  },
];

await ensurePackages();
const architectureTest = [nodeBinary(), commandFile('vitest'), 'run', 'test/architecture/imports.test.ts'];
const lint = (file) => [nodeBinary(), commandFile('oxlint'), file];

/** Whether the guard failed because of this very file. */
async function bites([command, ...args], file) {
  const { code, output } = await capture(command, args, { env: { ...process.env, NO_COLOR: '1' } });
  return code !== 0 && output.includes(file);
}

const rows = [];
for (const { what, file, text } of plants) {
  if (existsSync(at(file))) throw new Error(`${file} exists already; it is the name this script plants under.`);
  const remove = () => rmSync(at(file), { force: true });
  process.on('exit', remove);
  writeFileSync(at(file), text);
  try {
    rows.push({
      planted: what,
      'architecture test': (await bites(architectureTest, file)) ? 'fails' : 'MISSED IT',
      lint: (await bites(lint(file), file)) ? 'fails' : 'MISSED IT',
    });
  } finally {
    remove();
    process.off('exit', remove);
  }
}

console.table(rows);
if (rows.some((row) => Object.values(row).includes('MISSED IT'))) process.exitCode = 1;
