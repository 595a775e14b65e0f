// Catches: a field of a source read as another one, or in another unit. The numbers are typed by hand, in
// dollars per million tokens, and held against the source where that is there.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findModel } from '../../../../electron/providers/catalogue/find-model.ts';
import { loadCatalogue } from '../../../../electron/providers/catalogue/load-catalogue.ts';

const folder = join(
  process.env['SWITCHYARD_WIRE'] ?? resolve(import.meta.dirname, '../../../../../shared/wire'),
  'catalogue',
);
const isThere = existsSync(folder);
if (!isThere) console.log(`skipped: no sources of the catalogue at ${folder} (set SWITCHYARD_WIRE to its parent)`);

interface Check {
  kind: string;
  /** In models.dev. */
  source: string;
  id: string;
  context: number;
  input: number;
  output: number;
  cachedInput?: number;
}

const checks: Check[] = [
  { kind: 'openai', source: 'openai', id: 'gpt-4o', context: 128_000, input: 2.5, output: 10, cachedInput: 1.25 },
  {
    kind: 'openai',
    source: 'openai',
    id: 'gpt-4o-mini',
    context: 128_000,
    input: 0.15,
    output: 0.6,
    cachedInput: 0.075,
  },
  { kind: 'openai', source: 'openai', id: 'gpt-5', context: 400_000, input: 1.25, output: 10, cachedInput: 0.125 },
  { kind: 'openai', source: 'openai', id: 'gpt-4.1', context: 1_047_576, input: 2, output: 8, cachedInput: 0.5 },
  {
    kind: 'anthropic',
    source: 'anthropic',
    id: 'claude-sonnet-4-5',
    context: 200_000,
    input: 3,
    output: 15,
    cachedInput: 0.3,
  },
  {
    kind: 'anthropic',
    source: 'anthropic',
    id: 'claude-haiku-4-5',
    context: 200_000,
    input: 1,
    output: 5,
    cachedInput: 0.1,
  },
  {
    kind: 'google',
    source: 'google',
    id: 'gemini-2.5-pro',
    context: 1_048_576,
    input: 1.25,
    output: 10,
    cachedInput: 0.125,
  },
  {
    kind: 'google',
    source: 'google',
    id: 'gemini-2.5-flash',
    context: 1_048_576,
    input: 0.3,
    output: 2.5,
    cachedInput: 0.03,
  },
  { kind: 'groq', source: 'groq', id: 'llama-3.3-70b-versatile', context: 131_072, input: 0.59, output: 0.79 },
  { kind: 'perplexity', source: 'perplexity', id: 'sonar-pro', context: 200_000, input: 3, output: 15 },
  { kind: 'mistral', source: 'mistral', id: 'mistral-large-latest', context: 262_144, input: 0.5, output: 1.5 },
];
const nano = (dollars: number) => Math.round(dollars * 1e6);

describe.each(checks)('$kind $id', ({ kind, source, id, context, input, output, cachedInput }) => {
  test('in the catalogue', async () => {
    const { details } = findModel(await loadCatalogue(), { kind, modelId: id }) ?? {};
    const cached = cachedInput === undefined ? undefined : nano(cachedInput);
    expect(details).toMatchObject({ context, prices: { input: nano(input), output: nano(output) } });
    expect(details?.prices?.cachedInput).toBe(cached);
  });

  test.skipIf(!isThere)('in the source', () => {
    const { cost, limit } = JSON.parse(readFileSync(join(folder, 'models.dev.json'), 'utf8'))[source].models[id];
    expect({ input: cost.input, output: cost.output, context: limit.context }).toEqual({ input, output, context });
    expect(cost.cache_read).toBe(cachedInput);
  });
});

// Catches: prices that only one of the sources has, lost: the other one's, an hour's cache, a search, tiers, hours, days.
test.each<[string, string, object]>([
  ['anthropic', 'claude-opus-4-5', { cacheWrite: 6_250_000, cacheWriteHour: 10_000_000, webSearch: 10_000_000 }],
  [
    'google',
    'gemini-2.5-pro',
    { tiers: [{ above: 200_000, input: 2_500_000, output: 15_000_000, cachedInput: 250_000 }] },
  ],
  ['google', 'gemini-3.6-flash', { input: 750_000, later: [{ since: '2027-01-01', input: 1_500_000 }] }],
  [
    'deepseek',
    'deepseek-v4-pro',
    { input: 660_000, hours: [{ from: '01:00', until: '04:00', input: 1_320_000 }, { from: '06:00' }] },
  ],
  ['groq', 'whisper-large-v3', { audioHour: 111_000_000 }],
  ['voyage', 'voyage-3.5-lite', { input: 20_000 }],
  ['amazon-bedrock', 'eu.anthropic.claude-sonnet-4-6', { input: 3_300_000 }],
  ['amazon-bedrock', 'global.anthropic.claude-sonnet-4-6', { input: 3_000_000 }],
  ['openrouter', 'google/gemma-4-31b-it:free', { input: 0, output: 0 }],
  ['huggingface', 'moonshotai/Kimi-K2-Instruct:novita', { input: 570_000, output: 2_300_000 }],
  ['perplexity', 'perplexity/sonar', { input: 250_000 }],
])('%s %s', async (kind, modelId, prices) => {
  expect(findModel(await loadCatalogue(), { kind, modelId })?.details.prices).toMatchObject(prices);
});
