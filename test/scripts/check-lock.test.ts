// Catches: a lockfile that `npm ci` refuses on another system, because the registry did not offer that system's package
// on the day it was written.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const script = join(import.meta.dirname, '../../scripts/check-lock.mjs');

function check(packages: object) {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-lock-'));
  const file = join(folder, 'package-lock.json');
  writeFileSync(file, JSON.stringify({ packages }));
  const { status, stdout } = spawnSync(process.execPath, [script, file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { status, lines: stdout.trim().split('\n') };
}

const tool = { version: '1.0.0', optionalDependencies: { '@tool/linux': '1.0.0', '@tool/mac': '1.0.0' } };
const part = { version: '1.0.0', optional: true };

test('a missing package is named with who wants it', () => {
  const { status, lines } = check({ '': {}, 'node_modules/tool': tool, 'node_modules/@tool/linux': part });
  expect(status).toBe(1);
  expect(lines).toEqual(['node_modules/tool@1.0.0 wants @tool/mac@1.0.0', '1 missing in package-lock.json']);
});

test('packages are found beside, below and above, as Node finds them', () => {
  const { status } = check({
    '': { optionalDependencies: { tool: '1.0.0' } },
    'node_modules/tool': part,
    'node_modules/user/node_modules/tool': tool,
    'node_modules/user/node_modules/tool/node_modules/@tool/linux': part,
    'node_modules/@tool/mac': part,
  });
  expect(status).toBe(0);
});

test('a package of the same name inside a stranger does not count', () => {
  const { status } = check({
    'node_modules/tool': { version: '1.0.0', optionalDependencies: { part: '1.0.0' } },
    'node_modules/stranger/node_modules/part': part,
  });
  expect(status).toBe(1);
});
