import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// What the files themselves do not say. Raise it together with the files.
const modelsDev = {
  name: 'models.dev',
  url: 'https://github.com/anomalyco/models.dev',
  version: 'f3fc692299671838c7c65fd8126bf84d81a2e817',
  date: '2026-07-02',
  license: 'MIT',
};
const genaiPrices = {
  name: 'genai-prices',
  url: 'https://www.npmjs.com/package/@pydantic/genai-prices',
  version: '0.1.8',
  date: '2026-09-23',
  license: 'MIT',
};

export const about = {
  unit: 'nano-dollars: per 1,000 tokens, per 1,000 characters, else per piece',
  date: genaiPrices.date,
  sources: [modelsDev, genaiPrices],
};

/** The two sources as they lie in `folder`; null where they do not. */
export function readSources(folder) {
  const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  try {
    return { modelsDev: read('models.dev.json'), genaiPrices: read('genai-prices.json') };
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
