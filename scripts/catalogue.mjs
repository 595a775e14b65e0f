// `node scripts/catalogue.mjs`: writes resources/catalogue.json, what the app knows about models and prices, from the two
// sources beside the project (../shared/wire, or SWITCHYARD_WIRE), and says what it decided. `--out FILE` writes elsewhere.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { catalogueFile } from '../shared/model/catalogue.ts';
import { combine } from './catalogue/combine.mjs';
import { about, readSources } from './catalogue/sources.mjs';
import { vendorSources } from './catalogue/vendors.mjs';
import { at } from './lib/root.mjs';

const { values } = parseArgs({ options: { out: { type: 'string', default: at('resources', 'catalogue.json') } } });
const folder = join(process.env.SWITCHYARD_WIRE ?? at('..', 'shared', 'wire'), 'catalogue');
const sources = readSources(folder);
if (sources) write(sources);
else {
  console.error(`The sources are not in ${folder}. Set SWITCHYARD_WIRE to the folder that holds "catalogue".`);
  process.exitCode = 1;
}

function write(read) {
  const notes = new Map();
  const note = (kind, text) => notes.set(kind, (notes.get(kind) ?? new Set()).add(text));
  const vendors = vendorSources.map((source) => {
    const models = combine(source, { ...read, date: about.date, note });
    const { vendor, ownNames, prefixes, unpriced } = source;
    if (unpriced) note('prices not taken', `${vendor}: ${unpriced}`);
    return [vendor, { ...(ownNames && { ownNames }), ...(prefixes && { prefixes }), models }];
  });
  catalogueFile.parse({ about, vendors: Object.fromEntries(vendors) });
  const text = inLines(vendors);
  writeFileSync(values.out, text);
  report(vendors, notes, text.length);
}

/** A model a line, so that a change can be read in a diff. */
function inLines(vendors) {
  const blocks = vendors.map(([id, { models, ...rules }]) => {
    const head = JSON.stringify({ ...rules, models: [] }).slice(0, -2);
    const lines = models.map((model) => `\n${JSON.stringify(model)}`).join(',');
    return `${JSON.stringify(id)}: ${head}${lines}]}`;
  });
  return `{\n"about": ${JSON.stringify(about)},\n"vendors": {\n${blocks.join(',\n')}\n}\n}\n`;
}

function report(vendors, notes, size) {
  for (const [id, { models }] of vendors) {
    const priced = models.filter(({ prices }) => prices !== undefined).length;
    console.log(`${id}: ${models.length} models, ${priced} with prices`);
  }
  for (const [kind, texts] of notes) {
    console.log(`\n${kind} (${texts.size})`);
    for (const text of texts) console.log(`  ${text}`);
  }
  const count = vendors.reduce((sum, [, { models }]) => sum + models.length, 0);
  console.log(`\n${count} models, ${(size / 1000).toFixed(0)} kB`);
}
