import { perMillionTokens, perPiece, perThousandPieces, toNano } from './money.mjs';

const names = {
  input_mtok: ['input', perMillionTokens],
  output_mtok: ['output', perMillionTokens],
  cache_read_mtok: ['cachedInput', perMillionTokens],
  cache_write_mtok: ['cacheWrite', perMillionTokens],
  cache_write_1h_mtok: ['cacheWriteHour', perMillionTokens],
  output_reasoning_mtok: ['reasoning', perMillionTokens],
  input_audio_mtok: ['audioInput', perMillionTokens],
  output_audio_mtok: ['audioOutput', perMillionTokens],
  cache_audio_read_mtok: ['cachedAudioInput', perMillionTokens],
  input_image_mtok: ['imageInput', perMillionTokens],
  output_image_mtok: ['imageOutput', perMillionTokens],
  cache_image_read_mtok: ['cachedImageInput', perMillionTokens],
  input_video_mtok: ['videoInput', perMillionTokens],
  output_video_mtok: ['videoOutput', perMillionTokens],
  output_citation_mtok: ['citation', perMillionTokens],
  requests_kcount: ['request', perThousandPieces],
  web_searches_kcount: ['webSearch', perThousandPieces],
  storage_searches_kcount: ['fileSearch', perThousandPieces],
  input_document_kpages: ['page', perThousandPieces],
  input_annotated_document_kpages: ['annotatedPage', perThousandPieces],
  input_text_messages_kcount: ['textMessage', perThousandPieces],
  audio_hours: ['audioHour', perPiece],
  input_audio_hours: ['audioHour', perPiece],
};

/** Whether a rule of genai-prices is about this id. */
export function matches(rule, id) {
  const [[kind, value]] = Object.entries(rule);
  if (kind === 'or') return value.some((one) => matches(one, id));
  if (kind === 'and') return value.every((one) => matches(one, id));
  if (kind === 'regex') return new RegExp(value).test(id);
  const [text, part] = [id.toLowerCase(), value.toLowerCase()];
  if (kind === 'equals') return text === part;
  if (kind === 'starts_with') return text.startsWith(part);
  if (kind === 'ends_with') return text.endsWith(part);
  if (kind === 'contains') return text.includes(part);
  throw new Error(`genai-prices has a rule "${kind}" that nothing is written for`);
}

/** The ids that a model's rule spells out. */
export function namesOf({ id, match }) {
  const spelled = (rule) => (rule.or ? rule.or.flatMap(spelled) : rule.equals ? [rule.equals] : []);
  const short = id.replace(/^regional\./, '');
  return [...new Set([...spelled(match), ...[id, short].filter((name) => matches(match, name))])];
}

/** An empty table is "free" or "nobody knows"; these words tell. */
const isFree = ({ id, name = '', price_comments = '' }) =>
  id.endsWith(':free') || /\(free\)/i.test(name) || /free of charge|included in the subscription/i.test(price_comments);

/** The prices on a day, in the catalogue's form, and since when they hold; null where it says none. */
export function pricesOn(model, { date, note }) {
  const stages = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }];
  const tableOf = (prices) =>
    table(prices, (name, dollars) => note('no whole number of nano-dollars', `${model.id} ${name} ${dollars}`));
  let usual = null;
  let since = null;
  const hours = [];
  const later = [];
  for (const { constraint, prices } of stages) {
    if (!constraint) usual = tableOf(prices);
    else if (constraint.type === 'time_of_date') {
      hours.push({
        from: constraint.start_time.slice(0, 5),
        until: constraint.end_time.slice(0, 5),
        ...tableOf(prices),
      });
    } else if (constraint.type !== 'start_date') throw new Error(`${model.id}: prices by ${constraint.type}`);
    else if (constraint.start_date > date) later.push({ since: constraint.start_date, ...tableOf(prices) });
    else [usual, since] = [tableOf(prices), constraint.start_date];
  }
  if (usual === null || Object.keys(usual).length === 0) {
    return isFree(model) ? { prices: { input: 0, output: 0 }, since } : null;
  }
  return { prices: { ...usual, ...(hours.length > 0 && { hours }), ...(later.length > 0 && { later }) }, since };
}

function table(prices, cannotTell) {
  const base = {};
  const tiers = new Map();
  for (const [field, value] of Object.entries(prices)) {
    if (!names[field]) throw new Error(`genai-prices has a price "${field}" that nothing is written for`);
    const [name, factor] = names[field];
    const put = (to, dollars) => {
      const nano = toNano(dollars, factor);
      if (nano === null) cannotTell(name, dollars);
      else to[name] = nano;
    };
    put(base, typeof value === 'object' ? value.base : value);
    for (const { start, price } of value.tiers ?? []) {
      const tier = tiers.get(start) ?? { above: start };
      put(tier, price);
      tiers.set(start, tier);
    }
  }
  const sorted = [...tiers.values()].sort((a, b) => a.above - b.above);
  return { ...base, ...(sorted.length > 0 && { tiers: sorted }) };
}
