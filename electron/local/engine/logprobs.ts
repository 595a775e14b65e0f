import type { LlamaContext, Token } from 'node-llama-cpp';
import type { LogitWatch } from './guard.ts';
import { contextInternals, modelInternals } from './internals.ts';
import type { TokenLogprob } from './request.ts';
import type { SlotWish } from './slot.ts';
import { tokenBytes } from './token-bytes.ts';

type Ask = (config: Readonly<Record<string, unknown>>, wants: 'list' | 'best') => Promise<readonly [number, Found]>;
/** Token id to its share: of everything for the best one alone, of the list's members in a list. */
type Found = ReadonlyMap<number, number>;

/**
 * A token's place among all others, before temperature, penalties or a grammar had their say: what OpenAI calls its
 * log-probability. The engine gives shares of what is left after sampling only, and the whole vocabulary costs this
 * thread a quarter of a second a token. So it is asked natively and for little: the likeliest token of all with its
 * true share, and the shares among the few likeliest. A ratio of shares is the same in both, so the one scales the
 * other. A token that is not among the few is lifted there by a bias, which is taken off again.
 */
export async function readLogprob(
  context: LlamaContext,
  batchIndex: number,
  token: number,
  top: number,
): Promise<TokenLogprob> {
  const ask = asker(context, batchIndex);
  const [best, shareOfAll] = await ask({ temperature: 0 }, 'best');
  const scale = Math.log(shareOfAll.get(best) ?? 0);
  const inList = (list: Found, id: number) => Math.log(list.get(id) ?? 0) - Math.log(list.get(best) ?? 1) + scale;
  const describe = (id: number, logprob: number) => ({ ...tokenBytes(context.model, id), logprob: readable(logprob) });
  const [, list] = top > 0 ? await ask({ topK: Math.max(2, top) }, 'list') : [best, new Map([[best, 1]])];
  const beside = [...list.keys()].slice(0, top).map((id) => describe(id, inList(list, id)));
  if (list.has(token)) return { ...describe(token, inList(list, token)), top: beside };
  const bias = { tokenBiasKeys: Uint32Array.of(token), tokenBiasValues: Float32Array.of(lift) };
  const [, lifted] = await ask({ topK: 2, ...bias }, 'list');
  return { ...describe(token, inList(lifted, token) - lift), top: beside };
}

/** Brings up a token that has a chance of e to the power of -60, and leaves room to tell it from others in 32 bits. */
const lift = 60;
/** What stands for a chance too small to tell: JSON has no minus infinity. */
const least = -9999;
const readable = (logprob: number): number => (Number.isFinite(logprob) ? Math.min(0, logprob) : least);

const plain = { temperature: 1, topK: 0, topP: 1, minP: 0, seed: 0 };

function asker(context: LlamaContext, batchIndex: number): Ask {
  const { _ctx } = contextInternals(context);
  const { _llama, _model } = modelInternals(context.model);
  return async (config, wants) => {
    const sampler = new _llama._bindings.AddonSampler(_model);
    try {
      sampler.applyConfig({ ...plain, ...config });
      const [token, list = [], share = 0] = await _ctx.sampleToken(
        batchIndex,
        sampler,
        wants === 'list',
        wants === 'best',
      );
      if (wants === 'best') return [token, new Map([[token, share]])];
      const found = new Map<number, number>();
      for (let index = 0; index + 1 < list.length; index += 2) found.set(list[index] ?? -1, list[index + 1] ?? 0);
      return [token, found];
    } finally {
      sampler.dispose();
    }
  };
}

export function watchLogprobs(context: LlamaContext, wish: NonNullable<SlotWish['logprobs']>): LogitWatch {
  return async (batchIndex, token) =>
    wish.onToken(await readLogprob(context, batchIndex, token, wish.top), token as Token);
}
