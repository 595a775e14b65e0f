// `npm run check`: everything `npm test` checks without running the app.
import { ensurePackages } from './lib/ensure-packages.mjs';
import { asOne, createReport } from './lib/report.mjs';
import { staticChecks } from './lib/static-checks.mjs';

await ensurePackages();
const report = createReport();
for (const check of staticChecks) await report.step(check.name, asOne(check));
report.finish();
