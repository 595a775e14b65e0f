import type { ModelSource } from '../../../shared/model/local-model.ts';
import { type SplitName, splitName } from '../gguf/split-parts.ts';
import { type FoundModel, noCompanions } from './entry.ts';
import { partName, stemOf } from './file-names.ts';
import { labelOf, ownerOf } from './label.ts';
import { isProjector, projectorFor } from './projector.ts';
import type { FoundFile } from './walk.ts';

const mostMissing = 10;

interface Part {
  file: FoundFile;
  split: SplitName | null;
}

/** One model for each file, or for each set of parts, with the projector that lies beside it. */
export function groupFiles(files: readonly FoundFile[], source: ModelSource): FoundModel[] {
  const projectors = files.filter(({ name }) => isProjector(name));
  const parts = files
    .filter(({ name }) => !isProjector(name))
    .map((file): Part => ({ file, split: splitName(file.name) }));
  const groups = Map.groupBy(parts, ({ file, split }) =>
    split ? JSON.stringify([file.folder, split.stem, split.parts]) : file.path,
  );
  const models = [...groups.values()].flatMap((group) => modelOf(group, source) ?? []);
  const folders = Map.groupBy(models, ({ folder }) => folder);
  return models.map(({ folder, isInRoot, ...model }) => {
    const near = projectors.filter((projector) => projector.folder === folder);
    const labels = (folders.get(folder) ?? []).map(({ label }) => label);
    const projector = projectorFor(model, { near, labels, isInRoot });
    return projector ? { ...model, companions: { ...noCompanions, projector } } : model;
  });
}

function modelOf(group: readonly Part[], source: ModelSource) {
  const inOrder = group.toSorted((a, b) => (a.split?.part ?? 1) - (b.split?.part ?? 1));
  const [first] = inOrder;
  if (!first) return undefined;
  const { file, split } = first;
  const all = inOrder.map((part) => part.file);
  const stem = split?.stem ?? stemOf(file.name);
  return {
    folder: file.folder,
    isInRoot: file.trail.length === 0,
    source,
    label: labelOf(stem, { source, trail: file.trail }),
    owner: ownerOf(stem, { source, trail: file.trail }),
    aliases: [],
    path: file.path,
    parts: all.map(({ path }) => path),
    missing: split ? missingOf(split, inOrder) : [],
    size: all.reduce((sum, { size }) => sum + size, 0),
    modifiedAt: Math.max(...all.map(({ modifiedAt }) => modifiedAt)),
    identity: file.identity,
    companions: noCompanions,
  };
}

/** The names of parts that are not there; only the first ones, as a name may claim any number of them. */
function missingOf({ stem, parts }: SplitName, there: readonly Part[]): string[] {
  const present = new Set(there.map(({ split }) => split?.part));
  const missing: string[] = [];
  for (let part = 1; part <= parts && missing.length < mostMissing; part += 1) {
    if (!present.has(part)) missing.push(partName(stem, part, parts));
  }
  return missing;
}
