// What the table of docs/parameters.md says of each vendor, held against the request that its package really makes.
import { describe, expect, test } from 'vitest';
import { Secret } from '../../electron/lib/secret.ts';
import type { Vendor } from '../../electron/providers/define-vendor.ts';
import { optionsKeyOf, toCallOptions } from '../../electron/providers/parameters/call-options.ts';
import { fromPackage } from '../../electron/providers/parameters/package-warnings.ts';
import { ruleOf } from '../../electron/providers/parameters/rule-of.ts';
import type { Rule, Sent } from '../../electron/providers/parameters/rules.ts';
import { vendors } from '../../electron/providers/registry.ts';
import type { ModelParameters, ParameterName } from '../../shared/model/parameters.ts';
import { parameterNames } from '../../shared/model/parameters.ts';
import type { VendorFixture } from '../fixtures/vendors/types.ts';
import { fixtureOf } from './fixtures.ts';
import { askedFor, dialectOf } from './prove.ts';
import { noteOf } from './replay.ts';

/** One value of each, none of them what is usual, none of them beyond anybody's range. */
const rich: Required<ModelParameters> = {
  temperature: 0.25,
  topP: 0.75,
  topK: 33,
  minP: 0.125,
  maxOutputTokens: 2222,
  stop: ['HALT'],
  frequencyPenalty: 0.5,
  presencePenalty: 0.375,
  repetitionPenalty: 1.25,
  seed: 4711,
  reasoningEffort: 'high',
  reasoningBudget: 2048,
  verbosity: 'high',
  contextLength: 16_384,
  logprobs: true,
  topLogprobs: 3,
  logitBias: { '50256': -50 },
  n: 2,
  user: 'u-4711',
  serviceTier: 'flex',
  parallelToolCalls: false,
};

interface Variant {
  title: string;
  vendor: Vendor;
  fixture: VendorFixture;
  settings: Record<string, unknown>;
  modelId: string;
}

function variantsOf(vendor: Vendor): Variant[] {
  const fixture = fixtureOf(vendor);
  if (!fixture || vendor.parameters.length === 0) return [];
  const own = fixture.unlike?.parameters ? undefined : fixture.own.find(({ name }) => name === 'text');
  const asked = own && askedFor(own.request, dialectOf(own.request, fixture), own.name, fixture);
  const usual = asked?.service === 'language' ? [{ modelId: asked.modelId }] : [];
  const all: NonNullable<VendorFixture['alsoAsked']> = [...usual, ...(fixture.alsoAsked ?? [])];
  return all.map(({ settings, modelId }) => ({
    title: `${vendor.kind.id} ${modelId}${settings?.['api'] === 'responses' ? ' (responses)' : ''}`,
    vendor,
    fixture,
    settings: { ...fixture.settings, ...settings },
    modelId,
  }));
}

const tool = { type: 'function' as const, name: 'departure', inputSchema: { type: 'object' as const, properties: {} } };

/** The body that goes out with these parameters, and what is said about those that do not. */
async function send({ vendor, fixture, settings, modelId }: Variant, parameters: ModelParameters) {
  let body: unknown;
  const apiKey = fixture.apiKey === null ? null : new Secret(fixture.apiKey);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const note = await noteOf(new Request(input, init));
    const early = fixture.unlike?.parameters ? undefined : fixture.before?.(note);
    if (early) return early;
    if (note.method === 'GET') return Response.json({});
    body = note.body;
    return Response.json({ error: { message: 'enough' } }, { status: 400 });
  };
  const connection = vendor.connect({ settings, apiKey, fetch } as Parameters<Vendor['connect']>[0]);
  const form = connection.parameters(modelId);
  const model = await connection.model('language', modelId);
  const { options, own, warnings } = toCallOptions(form, { modelId, details: null, parameters });
  const call = {
    prompt: [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }],
    tools: [tool],
    toolChoice: { type: 'auto' as const },
    ...options,
    providerOptions: { [optionsKeyOf(form, model.provider)]: own },
  };
  await Promise.resolve(model.doStream(call as Parameters<typeof model.doStream>[0])).catch(() => undefined);
  expect(body).toBeTypeOf('object');
  return { body: body as object, form, warnings };
}

const at = (body: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], body);

/** Undefined: it is left out. */
function expectedOf({ values, nearest, range }: Sent, value: unknown): unknown {
  const near = typeof value === 'string' ? (nearest?.[value] ?? value) : value;
  const fitted = typeof near === 'number' && range ? Math.min(Math.max(near, range[0]), range[1]) : near;
  return values ? values[String(fitted)] : fitted;
}

const language = vendors.filter(({ parameters }) => parameters.length > 0);

// Catches: a vendor of the table that nobody holds against its package.
test('every vendor with language models is asked, in each of its forms', () => {
  const missing = language.flatMap((vendor) => {
    const asked = new Set(
      variantsOf(vendor).map(({ settings, modelId }) => {
        const unused = (() => Promise.reject(new Error('not asked'))) as typeof fetch;
        const connection = vendor.connect({ settings, apiKey: null, fetch: unused } as Parameters<
          Vendor['connect']
        >[0]);
        return connection.parameters(modelId).name;
      }),
    );
    return vendor.parameters.filter(({ name }) => !asked.has(name)).map(({ name }) => `${vendor.kind.id}: ${name}`);
  });
  expect(missing).toEqual([]);
});

describe.each(language.flatMap(variantsOf).map((variant) => [variant.title, variant] as const))('%s', (_, variant) => {
  const { modelId } = variant;

  // Catches: a parameter that is lost, goes out under another name, or goes out although the table says that it does not.
  test('sends each parameter as the table says', async () => {
    const plain = await send(variant, {});
    const problems: string[] = [];
    for (const name of parameterNames) {
      const parameters = { [name]: rich[name] } as ModelParameters;
      const { body, form, warnings } = await send(variant, parameters);
      const rule: Rule = ruleOf(form, name, { modelId, details: null, parameters });
      const sent = 'into' in rule ? ruleOf(form, rule.into, { modelId, details: null, parameters }) : rule;
      const right = 'as' in sent ? expectedOf(sent, 'into' in rule ? 'low' : rich[name]) : undefined;
      if (!('as' in sent) || right === undefined) {
        if (JSON.stringify(body) !== JSON.stringify(plain.body))
          problems.push(`${name} is sent: ${JSON.stringify(body)}`);
        if (!warnings.some(({ parameter }) => parameter === name)) problems.push(`${name} is dropped without a word`);
        continue;
      }
      const found = at(body, sent.as);
      if (found === undefined) problems.push(`${name} is not at ${sent.as}: ${JSON.stringify(body)}`);
      else if (!sent.remade && JSON.stringify(found) !== JSON.stringify(right)) {
        problems.push(`${name} at ${sent.as} is ${JSON.stringify(found)}, not ${JSON.stringify(right)}`);
      }
    }
    expect(problems).toEqual([]);
  });

  // Catches: a request that asks for much and loses a parameter because another is there, without a word.
  test('accounts for every parameter of a rich request', async () => {
    const { body, form, warnings } = await send(variant, rich);
    const told = new Set(warnings.map(({ parameter }) => parameter));
    const lost = parameterNames.filter((name: ParameterName) => {
      const rule = ruleOf(form, name, { modelId, details: null, parameters: rich });
      return !told.has(name) && (!('as' in rule) || at(body, rule.as) === undefined);
    });
    expect(lost).toEqual([]);
  });
});

// Catches: the words of a package that reach the caller as something else than they say.
test('what a package says is told in the words of the vocabulary', () => {
  expect(
    fromPackage([
      { type: 'unsupported', feature: 'stopSequences' },
      { type: 'unsupported', feature: 'temperature', details: '1.5 exceeds the maximum. clamped to 1.0' },
      { type: 'compatibility', feature: 'reasoning', details: 'mapped to effort "low".' },
      {
        type: 'unsupported',
        feature: 'providerOptions.x.thinking',
        details: 'cannot be disabled. Using adaptive instead.',
      },
      { type: 'other', message: 'logprobs is not supported for reasoning models' },
    ]).map(({ parameter, action }) => `${parameter} ${action}`),
  ).toEqual([
    'stop dropped',
    'temperature converted',
    'reasoningEffort converted',
    'reasoningEffort converted',
    'logprobs dropped',
  ]);
});
