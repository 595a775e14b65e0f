import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const require = createRequire(import.meta.url);
const schema = JSON.parse(readFileSync(require.resolve('app-builder-lib/scheme.json'), 'utf8')) as object;
const validate = new Ajv({ strict: false, allErrors: true, logger: false }).compile(schema);
const config = parse(readFileSync('electron-builder.yml', 'utf8')) as { files: string[] };
const packages = JSON.parse(readFileSync('package.json', 'utf8')) as { optionalDependencies: Record<string, string> };

test('electron-builder.yml fits the schema electron-builder itself checks against', () => {
  validate(config);
  expect(validate.errors).toBeNull();
  expect(validate({ ...config, asarr: true })).toBe(false);
});

test('no Node that is there for `npm start` gets into the packaged app', () => {
  const excluded = config.files.flatMap((pattern) => /^!node_modules\/([\w-]+-)\*\/\*\*$/.exec(pattern)?.[1] ?? []);
  for (const name of Object.keys(packages.optionalDependencies)) {
    expect([name, excluded.some((prefix) => name.startsWith(prefix))]).toEqual([name, true]);
  }
});
