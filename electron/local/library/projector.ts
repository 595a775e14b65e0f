import { splitQuantisation, stemOf } from './file-names.ts';
import type { FoundFile } from './walk.ts';

const pattern = /^(.*?)(?:^|[-_.])?mmproj(.*)$/i;

/** A file that makes images into tokens for a model beside it, by llama.cpp's way of naming it. */
export const isProjector = (name: string): boolean => pattern.test(stemOf(name));

interface Neighbours {
  /** Projectors in the model's folder. */
  near: readonly FoundFile[];
  /** Of all models there. */
  labels: readonly string[];
  /** Directly in the folder of the source, where anything may lie beside anything. */
  isInRoot: boolean;
}

/** The projector of a model: one that names it, else the one of a folder that holds nothing but this model. */
export function projectorFor(
  model: { path: string; label: string },
  { near, labels, isInRoot }: Neighbours,
): string | null {
  const file = model.path.toLowerCase();
  const families = new Set(labels.map((label) => splitQuantisation(label).stem.toLowerCase()));
  const named = near.filter(({ name }) => {
    const hints = hintsOf(name);
    return hints.length > 0 && hints.every((hint) => file.includes(hint));
  });
  const nameless = near.filter(({ name }) => !isInRoot || hintsOf(name).length === 0);
  const candidates = named.length > 0 ? named : families.size === 1 ? nameless : [];
  return candidates.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.name < b.name ? -1 : 1))[0]?.path ?? null;
}

/** The words of a projector's name that tell whose it is, lower-case. */
function hintsOf(name: string): string[] {
  const [, before = '', after = ''] = pattern.exec(stemOf(name)) ?? [];
  const { stem } = splitQuantisation(after);
  return [before, stem]
    .map((text) => text.toLowerCase().replace(/^[-_.]+|[-_.]+$/g, ''))
    .filter((text) => text !== '' && text !== 'model');
}

/** The precision that engines recommend for it comes first. */
const precisions = ['f16', 'bf16', 'q8_0', 'f32'];
const rankOf = ({ name }: FoundFile): number => {
  const at = precisions.indexOf(splitQuantisation(stemOf(name)).quantisation ?? '');
  return at < 0 ? precisions.length : at;
};
