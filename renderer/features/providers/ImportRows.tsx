import { FileQuestion } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ImportRow } from '../../../shared/model/transfer.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ImportRowItem } from './ImportRowItem.tsx';
import { draftOfRow, type ImportDraft, type RowDraft } from './import-draft.ts';

interface ImportRowsProps {
  rows: readonly ImportRow[];
  draft: ImportDraft;
  tries: number;
  onChange: (index: number, row: RowDraft) => void;
}

export function ImportRows({ rows, draft, tries, onChange }: ImportRowsProps) {
  const { t } = useI18n();
  const words = t.transfer.import;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (tries > 0) list.current?.querySelector<HTMLElement>('[data-missing] [role="switch"]')?.focus();
  }, [tries]);
  if (rows.length === 0) return <EmptyState icon={FileQuestion} title={words.empty} />;
  return (
    <ul ref={list} aria-label={words.list} className="divide-y divide-line rounded-lg border border-line bg-surface">
      {rows.map((row) => (
        <ImportRowItem
          key={row.index}
          row={row}
          draft={draftOfRow(row, draft)}
          isTried={tries > 0}
          onChange={(next) => onChange(row.index, next)}
        />
      ))}
    </ul>
  );
}
