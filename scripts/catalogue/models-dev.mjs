import { perMillionTokens, toNano } from './money.mjs';

const names = {
  input: 'input',
  output: 'output',
  cache_read: 'cachedInput',
  cached_input: 'cachedInput',
  cache_write: 'cacheWrite',
  reasoning: 'reasoning',
  input_audio: 'audioInput',
  output_audio: 'audioOutput',
  citation: 'citation',
};
/** `request` is left out: it does not say for how many. The second is the same as `tiers` in an older form. */
const leftOut = ['request', 'context_over_200k', 'tiers', 'tier'];

/** What models.dev says about a model, without its prices. */
export function detailsOf(model) {
  const { name, limit, modalities, tool_call, structured_output, reasoning, temperature } = model;
  const hasLimit = (tokens) => tokens !== undefined && tokens > 0;
  return {
    name,
    ...(hasLimit(limit.context) && { context: limit.context }),
    ...(hasLimit(limit.input) && limit.input < limit.context && { maxInput: limit.input }),
    ...(hasLimit(limit.output) && { maxOutput: limit.output }),
    inputs: modalities.input,
    outputs: modalities.output,
    tools: tool_call,
    ...(structured_output !== undefined && { structuredOutput: structured_output }),
    reasoning,
    ...(temperature !== undefined && { temperature }),
    ...(model.knowledge && { knowledge: model.knowledge }),
    released: model.release_date,
    ...(model.status === 'alpha' && { status: 'beta' }),
    ...((model.status === 'beta' || model.status === 'deprecated') && { status: model.status }),
  };
}

/** Its prices in the catalogue's form; null where it says none. `isFree`: its zeros mean free. */
export function pricesOf(model, { isFree, note }) {
  if (!model.cost) return null;
  const isAllZero = !model.cost.input && !model.cost.output;
  if (isAllZero && !isFree) {
    note('a zero that does not say "free"', model.id);
    return null;
  }
  const tableOf = (cost) => {
    const table = {};
    for (const [field, dollars] of Object.entries(cost)) {
      if (leftOut.includes(field)) continue;
      const name = names[field];
      if (!name) throw new Error(`models.dev has a price "${field}" (${model.id}) that nothing is written for`);
      // Beside other prices a zero is "there is no such thing": tokens that come out of an embedding.
      if (dollars === 0 && !isAllZero) continue;
      if (dollars === 0 && name !== 'input' && name !== 'output') continue;
      const nano = toNano(dollars, perMillionTokens);
      if (nano === null) note('no whole number of nano-dollars', `${model.id} ${name} ${dollars}`);
      else table[name] = nano;
    }
    return table;
  };
  const tiers = (model.cost.tiers ?? []).map(({ tier, ...cost }) => {
    if ((tier.type ?? 'context') !== 'context') throw new Error(`${model.id}: a tier by ${tier.type}`);
    return { above: tier.size, ...tableOf(cost) };
  });
  const table = tableOf(model.cost);
  return Object.keys(table).length === 0 ? null : { ...table, ...(tiers.length > 0 && { tiers }) };
}
