import { AppError } from '../../../shared/errors/app-error.ts';
import type { LibraryEntry } from './entry.ts';
import { splitQuantisation, withoutFormat } from './file-names.ts';
import { nearest } from './nearest.ts';

type Named = Pick<LibraryEntry, 'name' | 'aliases' | 'owner'>;

const mostCandidates = 10;
const longestShown = 120;

/** A name taken apart, so that what somebody wrote and what a file is called can be compared. */
interface Form {
  owner: string | null;
  /** What follows the `@`: the source or the owner of a model whose plain name another one has. */
  origin: string | null;
  stem: string;
  quantisation: string | null;
}

/**
 * The model that somebody means: by its name, else without regard to case, to the quantisation, the publisher and the
 * ending, else by how it begins, else by its words. The first of these that fits at all decides: where it fits more
 * than one model, none is guessed.
 */
export function resolveName<Entry extends Named>(query: string, entries: readonly Entry[]): Entry {
  const asked = query.trim();
  const lower = asked.toLowerCase();
  const wanted = formOf(lower);
  const forms = new Map(entries.map((entry) => [entry, formOf(entry.name)]));
  const fitting = entries.filter((entry) => hasOrigin(entry, wanted) && hasQuantisation(forms.get(entry), wanted));
  const ofOwner = fitting.filter(({ owner }) => wanted.owner !== null && owner?.toLowerCase() === wanted.owner);
  const near = ofOwner.length > 0 ? ofOwner : fitting;
  const byForm = (fits: (form: Form) => boolean) => near.filter((entry) => fits(forms.get(entry) ?? formOf('')));
  const ways: (() => Entry[])[] = [
    () => entries.filter(({ name }) => name === asked),
    () => entries.filter(({ aliases }) => aliases.includes(asked)),
    () => entries.filter(({ name }) => name === lower),
    () => entries.filter(({ aliases }) => aliases.some((alias) => alias.toLowerCase() === lower)),
    () => byForm(({ stem }) => compact(stem) === compact(wanted.stem)),
    () => byForm(({ stem }) => compact(stem).startsWith(compact(wanted.stem))),
    () => byForm(({ stem }) => wordsOf(wanted.stem).every((word) => wordsOf(stem).includes(word))),
    () => byForm(({ stem }) => wordsOf(wanted.stem).every((word) => wordsOf(stem).some((own) => own.startsWith(word)))),
  ];
  if (compact(wanted.stem) !== '') {
    for (const way of ways) {
      const matches = withoutCopies(way(), forms);
      if (matches.length > 1) throw ambiguous(asked, matches);
      if (matches[0]) return matches[0];
    }
  }
  throw notFound(asked, entries);
}

function formOf(name: string): Form {
  const path = name.toLowerCase().split('/');
  const [own = '', suffix] = (path.at(-1) ?? '').split('@');
  // LM Studio writes the quantisation behind the @.
  const variant = suffix === undefined ? null : splitQuantisation(suffix);
  const isVariant = variant?.quantisation != null && variant.stem === '';
  const { stem, quantisation } = splitQuantisation(withoutFormat(own.replace(/:latest$/, '')));
  return {
    owner: path.at(-2) ?? null,
    origin: isVariant ? null : (suffix ?? null),
    stem: withoutFormat(stem),
    quantisation: isVariant ? variant.quantisation : quantisation,
  };
}

const hasQuantisation = (form: Form | undefined, wanted: Form) =>
  wanted.quantisation === null || form?.quantisation === wanted.quantisation;

const hasOrigin = ({ name, aliases }: Named, { origin }: Form) =>
  origin === null || [name, ...aliases].some((known) => known.endsWith(`@${origin}`));

const compact = (text: string) => text.replace(/[-_:\s]+/g, '');
const wordsOf = (text: string) => text.split(/[-_:\s]+/).filter((word) => word !== '');

/** Of copies of a model, the one with the plain name: the others are told apart by what follows their `@`. */
function withoutCopies<Entry extends Named>(matches: readonly Entry[], forms: ReadonlyMap<Entry, Form>): Entry[] {
  const groups = Map.groupBy(matches, (entry) => {
    const form = forms.get(entry);
    return JSON.stringify([form?.stem, form?.quantisation]);
  });
  return [...groups.values()].flatMap((group) => group.find(({ name }) => !name.includes('@')) ?? group[0] ?? []);
}

function ambiguous(query: string, matches: readonly Named[]): AppError {
  const shown = matches.slice(0, mostCandidates).map(({ name }) => name);
  const more = matches.length > shown.length ? ` and ${matches.length - shown.length} more` : '';
  const list = shown.join(', ');
  return new AppError(
    'MODEL_NAME_AMBIGUOUS',
    `${quote(query)} may be any of ${matches.length} models: ${list}${more}. Write more of the name.`,
    { details: { name: query.slice(0, longestShown), candidates: list, count: matches.length } },
  );
}

function notFound(query: string, entries: readonly Named[]): AppError {
  const close = nearest(
    query,
    entries.map(({ name }) => name),
  ).join(', ');
  const remedy =
    entries.length === 0
      ? 'There is no model on this computer yet. Download one, or add the folder that holds some.'
      : `Write the name as the list of models shows it.${close ? ` Close to it: ${close}.` : ''}`;
  return new AppError('MODEL_NOT_FOUND', `No model on this computer is called ${quote(query)}. ${remedy}`, {
    details: { name: query.slice(0, longestShown), nearest: close },
  });
}

const quote = (text: string) => `"${text.length > longestShown ? `${text.slice(0, longestShown)}…` : text}"`;
