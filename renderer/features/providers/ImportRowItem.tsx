import type { ImportRow } from '../../../shared/model/transfer.ts';
import { Badge } from '../../components/Badge.tsx';
import { Select } from '../../components/Select.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ImportConsents } from './ImportConsents.tsx';
import { actionsOf, type ImportAction, isBroken, problemWords, type RowDraft } from './import-draft.ts';

interface ImportRowItemProps {
  row: ImportRow;
  draft: RowDraft;
  isTried: boolean;
  onChange: (draft: RowDraft) => void;
}

/** One provider of the file: what it is, what is wrong with it, what becomes of it. */
export function ImportRowItem({ row, draft, isTried, onChange }: ImportRowItemProps) {
  const { t, format } = useI18n();
  const words = t.transfer.import;
  const { name, kind, kindName, host, keyCount, modelCount, same, freeName, fromEnvironment, problems } = row;
  const counted = (count: number, of: (count: string, isOne: boolean) => string): string[] =>
    count > 0 ? [of(format.number(count), count === 1)] : [];
  const facts = [
    kindName ?? kind,
    ...(host ? [host] : []),
    ...counted(keyCount, t.transfer.keys),
    ...counted(modelCount, t.transfer.chosenModels),
  ].filter((fact) => fact !== '');
  const stored = same ? t.transfer.keys(format.number(same.keyCount), same.keyCount === 1) : '';
  const labels: Record<ImportAction, string> = {
    add: freeName === name ? words.add : words.addAs(freeName),
    replace: words.replace,
    skip: words.skip,
  };
  return (
    <li className="flex flex-col gap-2.5 px-3.5 py-3">
      <div className="flex items-center gap-4">
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium text-sm">{name || words.unnamed}</p>
          <p className="text-pretty break-words text-ink-muted text-xs">{facts.join(' · ')}</p>
        </div>
        {isBroken(row) ? (
          <Badge tone="danger">{words.cannot}</Badge>
        ) : (
          <Select
            hideLabel
            className="max-w-56"
            label={words.actionFor(name)}
            value={draft.action}
            onChange={(action) => onChange({ ...draft, action })}
            options={actionsOf(row).map((value) => ({ value, label: labels[value] }))}
          />
        )}
      </div>
      {isBroken(row) ? (
        <ul className="flex flex-col gap-0.5 text-danger text-xs">
          {problems.map((problem) => (
            <li key={`${problem.field} ${problem.message}`} className="break-words">
              {problemWords(problem, t)}
            </li>
          ))}
        </ul>
      ) : null}
      {same && draft.action === 'skip' && !isBroken(row) ? (
        <p className="text-ink-faint text-xs">{words.isThere}</p>
      ) : null}
      {same && same.keyCount > 0 && draft.action === 'replace' ? (
        <p className="text-ink-faint text-xs">{keyCount > 0 ? words.losesKeys(stored) : words.keepsKeys(stored)}</p>
      ) : null}
      {draft.action !== 'skip' && fromEnvironment.length > 0 ? (
        <ul className="flex flex-col gap-0.5 text-ink-muted text-xs">
          {fromEnvironment.map(({ field, variable }) => (
            <li key={`${field} ${variable}`} className="break-words">
              {words.fromVariable(field, variable)}
            </li>
          ))}
        </ul>
      ) : null}
      <ImportConsents row={row} draft={draft} isTried={isTried} onChange={onChange} />
    </li>
  );
}
