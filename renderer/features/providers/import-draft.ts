import type { Input } from '../../../shared/contract/contract.ts';
import type { Catalogue } from '../../../shared/i18n/index.ts';
import type { ImportConsent, ImportProblem, ImportRow } from '../../../shared/model/transfer.ts';

export type ImportAction = 'add' | 'replace' | 'skip';

/** What somebody decided about one provider of a file. */
export interface RowDraft {
  action: ImportAction;
  consents: readonly ImportConsent[];
}

/** By the place in the file; what is absent was not touched. */
export type ImportDraft = Readonly<Record<number, RowDraft | undefined>>;

export const isBroken = ({ problems }: ImportRow): boolean => problems.length > 0;

/** What there is already stays as it is, until somebody says otherwise. */
export function draftOfRow(row: ImportRow, draft: ImportDraft): RowDraft {
  if (isBroken(row)) return { action: 'skip', consents: [] };
  return draft[row.index] ?? { action: row.same ? 'skip' : 'add', consents: [] };
}

export const actionsOf = ({ same }: ImportRow): ImportAction[] =>
  same?.canReplace ? ['add', 'replace', 'skip'] : ['add', 'skip'];

/** What has to be allowed by hand, for what is to become of it. */
export function consentsFor(row: ImportRow, action: ImportAction): ImportConsent[] {
  if (action === 'skip') return [];
  const needed: Record<ImportConsent, boolean> = {
    'private-address': row.privateHosts.length > 0,
    unverified: row.isUnverified,
    'moved-keys': action === 'replace' && row.same?.movesKeys === true,
  };
  return (Object.keys(needed) as ImportConsent[]).filter((consent) => needed[consent]);
}

export const isAllowed = (row: ImportRow, { action, consents }: RowDraft): boolean =>
  consentsFor(row, action).every((consent) => consents.includes(consent));

export const takenRows = (rows: readonly ImportRow[], draft: ImportDraft): ImportRow[] =>
  rows.filter((row) => draftOfRow(row, draft).action !== 'skip');

/** As the host takes it. A consent that is not needed any more is not given. */
export const toChoices = (rows: readonly ImportRow[], draft: ImportDraft): Input<'transfer.import'>['choices'] =>
  rows.map((row) => {
    const { index, same, freeName } = row;
    const { action, consents: given } = draftOfRow(row, draft);
    const consents = consentsFor(row, action).filter((consent) => given.includes(consent));
    if (action === 'replace' && same) return { index, action, providerId: same.providerId, consents };
    return action === 'add' ? { index, action, name: freeName, consents } : { index, action: 'skip' };
  });

/** In the language of the window where it has words for it: `settings.baseUrl: …`. */
export function problemWords({ field, reason, variable, message }: ImportProblem, t: Catalogue): string {
  const words = reason === null ? undefined : (t.transfer.problems[reason] ?? t.providers.reasons[reason]);
  const place = [field, variable === null ? '' : `(${variable})`].filter((part) => part !== '').join(' ');
  return place === '' ? (words ?? message) : `${place}: ${words ?? message}`;
}
