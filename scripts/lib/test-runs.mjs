import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './child.mjs';
import { findChromium, withKeyring } from './machine.mjs';
import { commandFile, nodeBinary } from './node-binary.mjs';

/** A run that takes longer than this (ms) hangs. On a busy machine of two cores one takes 20 minutes. */
const limit = 40 * 60_000;

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A run that ended badly without naming a failed test (a crash, an error between tests) is one failure. */
function counted({ code, output }, counts) {
  const failed = counts.failed === 0 && code !== 0 ? 1 : counts.failed;
  return { ...counts, failed, output };
}

export async function runVitest({ scratch, hasKeyring }) {
  const file = join(scratch, 'vitest.json');
  const keyring = join(scratch, 'keyring');
  mkdirSync(keyring, { mode: 0o700 });
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const wrapped = withKeyring([nodeBinary(), commandFile('vitest'), ...args], { folder: keyring, hasKeyring });
  const [command, ...rest] = wrapped.command;
  const result = await capture(command, rest, { env: { ...wrapped.env, NO_COLOR: '1' }, limit });
  const report = readReport(file);
  if (!report) return counted(result, { passed: 0, failed: 0, skipped: 0 });
  // A file that can't even be loaded has no tests to count.
  const unloadable = report.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
  );
  return counted(result, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

export async function runPlaywright({ scratch, hasChromium }) {
  const file = join(scratch, 'playwright.json');
  const playwright = [commandFile('@playwright/test', 'playwright'), 'test'];
  if (!hasChromium) {
    const { output } = await capture(nodeBinary(), [...playwright, '--list']);
    const skipped = Number(/Total: (\d+) tests?/.exec(output)?.[1] ?? 1);
    return { passed: 0, failed: 0, skipped, note: 'there is no Chromium' };
  }
  const env = { ...process.env, CHROMIUM_PATH: findChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const result = await capture(nodeBinary(), [...playwright, '--reporter=list,json'], { env, limit });
  const stats = readReport(file)?.stats;
  if (!stats) return counted(result, { passed: 0, failed: 0, skipped: 0 });
  const { expected, unexpected, flaky, skipped } = stats;
  const note = flaky > 0 ? `${flaky} of them at the second try` : undefined;
  return counted(result, { passed: expected + flaky, failed: unexpected, skipped, note });
}
