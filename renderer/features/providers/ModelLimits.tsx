import { NumberField } from '../../components/NumberField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ModelFactRow } from './ModelFactRow.tsx';
import { ModelPart } from './ModelPart.tsx';
import { tokenFields } from './model-form.ts';
import type { SheetPartProps } from './model-sheet-parts.ts';

export function ModelLimits({ model, draft, faults, onChange, onReset }: SheetPartProps) {
  const { t } = useI18n();
  const words = t.discovery.sheet;
  return (
    <ModelPart title={words.limits}>
      {tokenFields.map((field) => {
        const fault = faults[field];
        const typed = draft.tokens[field];
        return (
          <ModelFactRow key={field} label={words.fields[field]} field={field} model={model} onReset={onReset}>
            <NumberField
              hideLabel
              label={words.fields[field]}
              inputMode="numeric"
              placeholder={words.notKnown}
              unit={words.tokens}
              value={typed === undefined ? (model.details[field] ?? null) : typed}
              onChange={(next) => onChange({ tokens: { ...draft.tokens, [field]: next } })}
              error={fault && words[fault]}
            />
          </ModelFactRow>
        );
      })}
    </ModelPart>
  );
}
