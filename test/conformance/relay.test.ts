// Catches: a relay that asks another place than the vendor's own calls or with another key, that changes a byte of what
// was recorded, or that counts its tokens otherwise.
import { describe, expect, test } from 'vitest';
import { fieldsOf } from '../../electron/gateway/relay/reading.ts';
import type { TokenCounts } from '../../electron/gateway/work.ts';
import { vendors } from '../../electron/providers/registry.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import { dialect } from '../../shared/model/dialect.ts';
import type { Expected } from './dialect.ts';
import { fixtureOf } from './fixtures.ts';
import { dialectOf } from './prove.ts';
import { placeOfOwnCall, type Relayed, type RelayedCase, relayedCases, relayThrough } from './relayed.ts';
import { bytesOf } from './replay.ts';
import { bodySplits, streamSplits } from './splits.ts';

const proven = await Promise.all(
  vendors.flatMap((vendor) => {
    const fixture = fixtureOf(vendor);
    return fixture
      ? [relayedCases(vendor, fixture).then((cases) => ({ id: vendor.kind.id, vendor, fixture, cases }))]
      : [];
  }),
);

/** A client of Anthropic's own says in the address that it wants what is not final; its header says what. */
const pathOf = (url: string) => new URL(url).pathname + new URL(url).search.replace(/^\?beta=true$/, '');

/** Nobody asked for them but the relay itself. */
function withoutCounts(stream: string, asked: unknown): string {
  const { stream: isStream, stream_options: options } = asked as { stream?: boolean; stream_options?: object };
  return isStream && !options ? stream.replace(/^data: \{.*"choices":\[\],.*"usage":\{.*\n\n/gm, '') : stream;
}

// Catches: a vendor that loses its relays, so that the cases below prove nothing of it.
test('all who take a form of others are here', () => {
  expect(proven.filter(({ cases }) => cases.length > 0).map(({ id }) => id)).toMatchInlineSnapshot(`
    [
      "anthropic",
      "anthropic-compatible",
      "azure-openai",
      "cerebras",
      "cloudflare-workers-ai",
      "deepseek",
      "fireworks",
      "github-copilot",
      "github-models",
      "groq",
      "huggingface",
      "hyperbolic",
      "litellm",
      "llamacpp",
      "lmstudio",
      "mistral",
      "nebius",
      "novita",
      "ollama",
      "openai",
      "openai-compatible",
      "openrouter",
      "perplexity",
      "portkey",
      "sambanova",
      "sglang",
      "together",
      "vercel-ai-gateway",
      "vllm",
      "xai",
      "zai",
    ]
  `);
});

interface Told {
  /** Null where it did not fail. */
  code: ErrorCode | null;
  text: string;
  refusal: { status: number; body: string } | null;
  usage: TokenCounts;
  finish: string | undefined;
}

/** What has to come of it, by the recording alone. */
function wantedOf({ interaction: { request, response }, asked }: RelayedCase, expected: Expected, told: Told): Told {
  const body = Buffer.from(bytesOf(response)).toString();
  const nothing = { ...told, text: '', usage: noCounts, finish: undefined };
  if (response.status >= 400) return { ...nothing, refusal: { status: response.status, body } };
  const { text, toolCalls = [], finish, usage = {} } = expected;
  if (expected.failsInside) return { ...told, refusal: null, usage: noCounts, finish: undefined };
  const isFiltered = finish === 'content-filter' && !text && toolCalls.length === 0;
  if (isFiltered) return { ...nothing, code: 'CONTENT_REFUSED', refusal: null };
  return {
    code: null,
    text: withoutCounts(body, request.body),
    refusal: null,
    usage: {
      inputTokens: usage.input ?? null,
      // Some count none where there can be none.
      outputTokens: asked.service === 'language' ? (usage.output ?? null) : told.usage.outputTokens,
      reasoningTokens: usage.reasoning ?? 0,
      cachedTokens: usage.cacheRead ?? 0,
    },
    finish: finish ?? told.finish,
  };
}

const noCounts: TokenCounts = { inputTokens: null, outputTokens: null, reasoningTokens: 0, cachedTokens: 0 };

function toldBy({ error, bytes, refusal, result }: Relayed): Told {
  const { usage = noCounts, finishReason } = result ?? {};
  return {
    code: error?.code ?? null,
    text: bytes.toString(),
    refusal: refusal && { status: refusal.status, body: refusal.body.toString() },
    usage: { ...usage, reasoningTokens: usage.reasoningTokens ?? 0, cachedTokens: usage.cachedTokens ?? 0 },
    finish: finishReason,
  };
}

// Catches: a dialect that is offered, and that no exchange at all has gone through.
test('what nothing here proves', () => {
  const shown = new Set(proven.flatMap(({ cases }) => cases.map((one) => one.dialect)));
  expect(dialect.options.filter((one) => !shown.has(one))).toEqual(['openai-completions', 'ollama-generate']);
});

describe.each(proven.filter(({ cases }) => cases.length > 0))('$id', ({ vendor, fixture, cases }) => {
  test.for(cases)('$dialect: $title', async (one) => {
    const { request, response } = one.interaction;
    const isStream = one.asked.service === 'language' && one.asked.stream;
    const expected = response.status < 400 ? dialectOf(request, fixture).read(response, request) : {};
    const fails = response.status >= 400 || expected.failsInside === true;
    const own = await placeOfOwnCall(vendor, fixture, one);
    for (const split of isStream ? streamSplits : bodySplits) {
      const relayed = await relayThrough(vendor, fixture, { ...one, split });
      const { model: _model, stream_options: _options, provider: _provider, ...body } = fieldsOf(relayed.body);
      expect(request.body).toMatchObject(body);
      expect(relayed.place).toEqual(own);
      expect(pathOf(relayed.place.url)).toBe(pathOf(request.url));
      const told = toldBy(relayed);
      expect(told).toEqual(wantedOf(one, expected, told));
      expect(told.code !== null).toBe(fails || told.code === 'CONTENT_REFUSED');
    }
  });
});
