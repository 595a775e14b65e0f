import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { perMillionTokens, toNano } from '../../../../scripts/catalogue/money.mjs';

const root = resolve(import.meta.dirname, '../../../..');
const wire = process.env['SWITCHYARD_WIRE'] ?? resolve(root, '../shared/wire');
const isThere = existsSync(join(wire, 'catalogue'));
if (!isThere) console.log(`skipped: no sources of the catalogue at ${wire} (set SWITCHYARD_WIRE to its folder)`);

function run(environment: NodeJS.ProcessEnv = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-catalogue-'));
  const out = join(folder, 'catalogue.json');
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/catalogue.mjs'), '--out', out], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  const text = existsSync(out) ? readFileSync(out, 'utf8') : null;
  rmSync(folder, { recursive: true });
  return { status, stdout, stderr, text };
}

describe('the script', () => {
  // Catches: an order that changes from run to run, and a file that was changed by hand.
  test.skipIf(!isThere)('writes the shipped file, byte by byte', () => {
    const { status, stdout, text } = run();
    expect(status).toBe(0);
    expect(text).toBe(readFileSync(join(root, 'resources/catalogue.json'), 'utf8'));
    expect(stdout).toMatch(/the two differ \(\d+\)/);
    expect(stdout).toContain('in force since 2026-08-17');
  });

  test('says what is missing where the sources are', () => {
    const { status, stderr, text } = run({ SWITCHYARD_WIRE: join(root, 'no-such-folder') });
    expect(status).toBe(1);
    expect(stderr).toContain('SWITCHYARD_WIRE');
    expect(text).toBeNull();
  });
});

describe('money', () => {
  // Catches: a price rounded, or a tenth of a cent lost to binary fractions.
  test.each<[number, number | null]>([
    [2.5, 2_500_000],
    [0.28, 280_000],
    [0.003625, 3625],
    [0.049999999999999996, 50_000],
    [0.083333, 83_333],
    [0.08333333333333334, null],
    [0.0000001, null],
    [-1, null],
    [0, 0],
  ])('%d dollars a million', (dollars, nano) => {
    expect(toNano(dollars, perMillionTokens)).toBe(nano);
  });
});
