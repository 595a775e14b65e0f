// `npm run test-models [name…]`: writes the models of the tests into `.data/models`, to try the app without a download.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { testModelNames, writeModel } from '../test/helpers/models/test-model.ts';
import { at } from './lib/root.mjs';

const large = ['random-half'];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !testModelNames.includes(name));
if (unknown.length > 0) {
  console.error(`No test model is called ${unknown.join(', ')}. There are: ${testModelNames.join(', ')}`);
  process.exitCode = 1;
} else {
  const folder = at('.data', 'models');
  mkdirSync(folder, { recursive: true });
  const names = asked.length > 0 ? asked : testModelNames.filter((name) => !large.includes(name));
  for (const name of names) {
    const path = join(folder, `${name}.gguf`);
    writeModel(path, name);
    console.log(`${path} (${(statSync(path).size / 1e6).toFixed(1)} MB)`);
  }
  if (asked.length === 0) console.log(`Only when named: ${large.join(', ')} (530 MB)`);
}
