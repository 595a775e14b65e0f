import type { ReactNode } from 'react';
import { NumberField } from '../../../components/NumberField.tsx';
import { useI18n } from '../../../lib/i18n.ts';
import { type FormProps, faultWords } from './form-props.ts';
import type { RangedField } from './load-form.ts';

interface AutoNumberFieldProps {
  form: FormProps;
  field: Exclude<RangedField, 'keepAlive'>;
  /** What the automatic choice comes to. */
  automatic?: number | undefined;
  description?: ReactNode;
  unit?: string;
}

/** A whole number; where the setting has an automatic choice, an empty field is that. */
export function AutoNumberField({ form, field, automatic, description, unit }: AutoNumberFieldProps) {
  const i18n = useI18n();
  const words = i18n.t.models.sheet;
  const { label, help } = words.fields[field];
  const value = form.settings[field];
  return (
    <NumberField
      layout="row"
      inputMode="numeric"
      label={label}
      description={description ?? help}
      error={faultWords(form.faults[field], i18n)}
      value={typeof value === 'number' ? value : null}
      placeholder={automatic === undefined ? words.automatic : words.automaticIs(i18n.format.number(automatic))}
      onChange={(next) => form.choose(field, next ?? undefined)}
      {...(unit === undefined ? {} : { unit })}
    />
  );
}
