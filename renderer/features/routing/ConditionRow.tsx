import { X } from 'lucide-react';
import { IconButton } from '../../components/IconButton.tsx';
import { Select } from '../../components/Select.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ConditionFieldsOf } from './ConditionFieldsOf.tsx';
import { type ConditionFields, emptyFields, type RowDraft } from './condition-draft.ts';
import type { FormErrors } from './condition-errors.ts';
import { conditionKinds } from './names-of.ts';

interface ConditionRowProps {
  row: RowDraft;
  errors: FormErrors;
  onChange: (fields: ConditionFields) => void;
  onRemove: () => void;
}

/** One condition: of which kind it is, and what it asks. */
export function ConditionRow({ row, errors, onChange, onRemove }: ConditionRowProps) {
  const { t } = useI18n();
  const words = t.rules;
  const { kind } = row.fields;
  return (
    <div className="grid grid-cols-[11rem_minmax(0,1fr)_auto] items-start gap-2">
      <Select
        hideLabel
        label={words.condition}
        value={kind}
        onChange={(next) => {
          if (next !== kind) onChange(emptyFields(next));
        }}
        options={conditionKinds(t).map((value) => ({ value, label: words.kinds[value] }))}
      />
      <div data-fields>
        <ConditionFieldsOf
          fields={row.fields}
          label={words.kinds[kind]}
          errorOf={(field) => errors[`${row.key}.${field}`]}
          onChange={onChange}
        />
      </div>
      <IconButton icon={X} label={words.removeCondition(words.kinds[kind])} onClick={onRemove} />
    </div>
  );
}
