// `npm run vendors`: runs every vendor against its recorded traffic and its own cases, and says what that proves.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from './lib/child.mjs';
import { ensurePackages } from './lib/ensure-packages.mjs';
import { commandFile, nodeBinary } from './lib/node-binary.mjs';
import { vendorTable } from './lib/vendor-table.mjs';

await ensurePackages();
const scratch = mkdtempSync(join(tmpdir(), 'switchyard-vendors-'));
try {
  const file = join(scratch, 'vitest.json');
  const args = ['run', 'test/conformance/conformance.test.ts', '--reporter=json', `--outputFile=${file}`];
  const { code, output } = await capture(nodeBinary(), [commandFile('vitest'), ...args], {
    env: { ...process.env, NO_COLOR: '1' },
    limit: 10 * 60_000,
  });
  try {
    console.log(vendorTable(JSON.parse(readFileSync(file, 'utf8'))));
  } catch (error) {
    console.error(`The suite did not come to its end: ${error.message}\n${output}`);
  }
  process.exitCode = code;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
