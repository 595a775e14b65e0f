// `npm test`: installs what is missing, then checks format, lint, types, unused code, and runs the unit, integration and
// browser tests. All steps run, whatever fails; the last line sums them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePackages } from './lib/ensure-packages.mjs';
import { prepareMachine } from './lib/machine.mjs';
import { asOne, createReport } from './lib/report.mjs';
import { buildCheck, staticChecks } from './lib/static-checks.mjs';
import { runPlaywright, runVitest } from './lib/test-runs.mjs';

await ensurePackages();
const machine = await prepareMachine();
const scratch = mkdtempSync(join(tmpdir(), 'switchyard-test-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const report = createReport();
for (const check of staticChecks) await report.step(check.name, asOne(check));
await report.step('unit and integration', () => runVitest({ scratch, hasKeyring: machine.hasKeyring }));
await report.step(buildCheck.name, asOne(buildCheck));
await report.step('browser', () => runPlaywright({ scratch, hasChromium: machine.hasChromium }));
report.finish();
