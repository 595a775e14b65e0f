import { FileQuestion } from 'lucide-react';
import type { ImportRow } from '../../../shared/model/transfer.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ImportRowItem } from './ImportRowItem.tsx';
import { draftOfRow, type ImportDraft, type RowDraft } from './import-draft.ts';

interface ImportRowsProps {
  rows: readonly ImportRow[];
  draft: ImportDraft;
  isTried: boolean;
  onChange: (index: number, row: RowDraft) => void;
}

export function ImportRows({ rows, draft, isTried, onChange }: ImportRowsProps) {
  const { t } = useI18n();
  const words = t.transfer.import;
  if (rows.length === 0) return <EmptyState icon={FileQuestion} title={words.empty} />;
  return (
    <ul aria-label={words.list} className="divide-y divide-line rounded-lg border border-line bg-surface">
      {rows.map((row) => (
        <ImportRowItem
          key={row.index}
          row={row}
          draft={draftOfRow(row, draft)}
          isTried={isTried}
          onChange={(next) => onChange(row.index, next)}
        />
      ))}
    </ul>
  );
}
