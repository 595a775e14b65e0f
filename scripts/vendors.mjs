// `npm run vendors`: runs every vendor against its recorded traffic and its own cases, and says what that proves.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from './lib/child.mjs';
import { ensurePackages } from './lib/ensure-packages.mjs';
import { commandFile, nodeBinary } from './lib/node-binary.mjs';
import { vendorTable } from './lib/vendor-table.mjs';

const readme = new URL('../README.md', import.meta.url);
const place = /(<!-- written by npm run vendors -->\n).*?( *<!-- end -->)/s;

/** True when the README said something else. */
function keepReadme({ testResults }) {
  const found = testResults.flatMap(({ assertionResults }) => assertionResults).find(({ meta }) => meta?.unproven);
  if (!found) return false;
  const text = readFileSync(readme, 'utf8');
  const kept = text.replace(place, (_all, begin, end) => `${begin}${found.meta.unproven}\n${end}`);
  if (kept !== text) writeFileSync(readme, kept);
  return kept !== text;
}

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
    const report = JSON.parse(readFileSync(file, 'utf8'));
    console.log(vendorTable(report));
    if (keepReadme(report)) console.log('\nREADME.md now names what is not proven. Run this again.');
  } catch (error) {
    console.error(`The suite did not come to its end: ${error.message}\n${output}`);
  }
  process.exitCode = code;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
