import { build } from './build.mjs';
import { capture } from './child.mjs';
import { commandFile, nodeBinary } from './node-binary.mjs';
import { at } from './root.mjs';

const node = (...args) => capture(nodeBinary(), args);
const types = (layer) => ({
  name: `types of ${layer}`,
  run: () => node(commandFile('typescript', 'tsc'), '--pretty', 'false', '-p', at(layer)),
});

/** Everything that is checked without running the app. Each counts as one test. */
export const staticChecks = [
  { name: 'lockfile', run: () => node(at('scripts', 'check-lock.mjs')) },
  { name: 'format', run: () => node(commandFile('@biomejs/biome', 'biome'), 'ci', '--colors=off', '.') },
  { name: 'lint', run: () => node(commandFile('oxlint'), '--type-aware', '--deny-warnings') },
  types('shared'),
  types('electron'),
  types('renderer'),
  types('test'),
  { name: 'unused code', run: () => node(commandFile('knip'), '--no-progress') },
];

export const buildCheck = { name: 'build', run: build };
