import { isFineTuned, snapshotBase } from '../../electron/providers/catalogue/model-names.ts';
import { choosePrices, difference } from './choose-prices.mjs';
import { matches, namesOf, pricesOn } from './genai-prices.mjs';
import { detailsOf, pricesOf } from './models-dev.mjs';

/** One vendor's models, by id, from what both sources say. `note(kind, text)` takes down what was decided or left out. */
export function combine(source, { modelsDev, genaiPrices, date, note }) {
  const { vendor, byPattern = false, ownIds = /^/, free = [], unpriced } = source;
  const priced = genaiPrices.find(({ id }) => id === source.genaiPrices)?.models ?? [];
  const noteHere = (kind, text) => note(kind, `${vendor} ${text}`);
  const models = new Map();

  const listed = [source.modelsDev ?? []].flat().flatMap((provider) => Object.entries(modelsDev[provider].models));
  for (const [id, model] of listed) {
    const other = priced.find(({ match }) => matches(match, id));
    const counts = other && (byPattern || namesOf(other).includes(id));
    const isFree = id.endsWith(':free') || free.includes(id);
    const prices = choosePrices(
      { prices: unpriced ? null : pricesOf(model, { isFree, note: noteHere }), changed: model.last_updated },
      counts ? pricesOn(other, { date, note: noteHere }) : null,
      {
        first: source.genaiPricesFirst ? 'genai-prices' : 'models.dev',
        note: (text) => noteHere('the two differ', `${id}: ${text}`),
      },
    );
    const isDeprecated = counts && other.deprecated;
    models.set(id, {
      id,
      ...(isDeprecated && { status: 'deprecated' }),
      ...detailsOf(model),
      ...(prices && { prices }),
    });
  }

  const add = (id, other) => {
    if (models.has(id) || isFineTuned(id)) return;
    const known = pricesOn(other, { date, note: noteHere });
    // Found by its base, with all that is known of that: a line with the same prices alone would hide it.
    const base = models.get(snapshotBase(id) ?? '');
    if (base && difference(base.prices ?? {}, known?.prices ?? {}).length === 0) return;
    models.set(id, {
      id,
      ...(other.name && other.id === id && { name: other.name }),
      ...(other.context_window > 0 && { context: other.context_window }),
      ...(other.deprecated && { status: 'deprecated' }),
      ...(known && { prices: known.prices }),
    });
  };
  // Bases before their snapshots.
  const named = priced.flatMap((other) => namesOf(other).map((id) => [id, other]));
  for (const [id, other] of named.sort(([a], [b]) => a.length - b.length)) {
    const isFirst = priced.find(({ match }) => matches(match, id)) === other;
    if (isFirst && ownIds.test(id)) add(id, other);
  }
  for (const provider of source.routed ? genaiPrices : []) {
    const [, suffix] = source.routed.exec(provider.id) ?? [];
    if (suffix === undefined) continue;
    for (const other of provider.models) add(`${other.id}:${suffix}`, other);
  }
  return [...models.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
