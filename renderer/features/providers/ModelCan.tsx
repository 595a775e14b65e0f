import { Select } from '../../components/Select.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ModelFactRow } from './ModelFactRow.tsx';
import { ModelPart } from './ModelPart.tsx';
import { yesNoFields } from './model-form.ts';
import type { SheetPartProps } from './model-sheet-parts.ts';

const readable = ['text', 'image', 'audio', 'video', 'pdf'] as const;

export function ModelCan({ model, draft, onChange, onReset }: SheetPartProps) {
  const { t } = useI18n();
  const words = t.discovery.sheet;
  const inputs = draft.inputs ?? model.details.inputs ?? [];
  const toggle = (modality: (typeof readable)[number]): void =>
    onChange({ inputs: readable.filter((one) => (one === modality ? !inputs.includes(one) : inputs.includes(one))) });
  return (
    <ModelPart title={words.can}>
      {yesNoFields.map((field) => {
        const value = draft.yesNo[field] ?? model.details[field];
        return (
          <ModelFactRow key={field} label={words.fields[field]} field={field} model={model} onReset={onReset}>
            <Select
              hideLabel
              label={words.fields[field]}
              placeholder={words.notKnown}
              value={value === undefined ? null : value ? 'yes' : 'no'}
              options={[
                { value: 'yes', label: words.yes },
                { value: 'no', label: words.no },
              ]}
              onChange={(next) => onChange({ yesNo: { ...draft.yesNo, [field]: next === 'yes' } })}
            />
          </ModelFactRow>
        );
      })}
      <ModelFactRow isWide label={words.fields.inputs} field="inputs" model={model} onReset={onReset}>
        <fieldset className="flex flex-wrap gap-0.5">
          <legend className="sr-only">{words.fields.inputs}</legend>
          {readable.map((modality) => (
            <button
              key={modality}
              type="button"
              aria-pressed={inputs.includes(modality)}
              onClick={() => toggle(modality)}
              className="h-6 rounded-md px-1.5 text-ink-faint text-xs transition-colors hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent"
            >
              {words.modalities[modality]}
            </button>
          ))}
        </fieldset>
      </ModelFactRow>
      {model.details.outputs ? (
        <ModelFactRow label={words.fields.outputs} field="outputs" model={model} onReset={onReset}>
          {model.details.outputs.map((one) => words.modalities[one]).join(', ')}
        </ModelFactRow>
      ) : null}
    </ModelPart>
  );
}
