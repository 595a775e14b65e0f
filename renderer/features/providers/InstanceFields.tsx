import { NumberField } from '../../components/NumberField.tsx';
import { TagsField } from '../../components/TagsField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { type InstanceChoices, limitFields } from './instance-choices.ts';
import type { FieldErrors } from './provider-form.ts';

interface InstanceFieldsProps {
  value: InstanceChoices;
  onChange: (typed: Partial<InstanceChoices>) => void;
  errors: FieldErrors;
}

/** What routing chooses an instance by. */
export function InstanceFields({ value, onChange, errors }: InstanceFieldsProps) {
  const words = useI18n().t.network.instance;
  return (
    <>
      <TagsField
        label={words.tags}
        description={words.tagsHelp}
        maxLength={40}
        most={20}
        value={value.tags}
        onChange={(tags) => onChange({ tags })}
        error={errors['tags']}
      />
      <div className="grid grid-cols-2 items-start gap-4">
        <NumberField
          label={words.priority}
          description={words.priorityHelp}
          inputMode="numeric"
          value={value.priority}
          onChange={(priority) => onChange({ priority })}
          error={errors['priority']}
        />
        <NumberField
          label={words.weight}
          description={words.weightHelp}
          value={value.weight}
          onChange={(weight) => onChange({ weight })}
          error={errors['weight']}
        />
      </div>
    </>
  );
}

/** How much it may be asked. */
export function LimitFields({ value: { limits }, onChange, errors }: InstanceFieldsProps) {
  const words = useI18n().t.network.limits;
  return (
    <div className="grid grid-cols-2 items-start gap-4">
      {limitFields.map((name) => (
        <NumberField
          key={name}
          label={words.fields[name].label}
          description={words.fields[name].help}
          placeholder={words.none}
          unit="/ min"
          inputMode="numeric"
          value={limits[name]}
          onChange={(value) => onChange({ limits: { ...limits, [name]: value } })}
          error={errors[name]}
        />
      ))}
    </div>
  );
}
