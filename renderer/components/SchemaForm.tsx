import { NumberField } from './NumberField.tsx';
import { SecretField } from './SecretField.tsx';
import { Select } from './Select.tsx';
import { Switch } from './Switch.tsx';
import { fieldsOf, type SchemaField } from './schema-fields.ts';
import { TextField } from './TextField.tsx';

export interface FieldWords {
  label?: string;
  help?: string;
  placeholder?: string;
  options?: Readonly<Record<string, string>>;
}

export type FormValue = Readonly<Record<string, unknown>>;

export interface SchemaFormProps {
  /** JSON Schema of an object. */
  schema: Readonly<Record<string, unknown>>;
  value: FormValue;
  onChange: (value: FormValue) => void;
  /** By name of the field. */
  errors?: Readonly<Record<string, string | undefined>> | undefined;
  /** By name of the field, from the catalogue; without them the schema's own title and description are shown. */
  words?: Readonly<Record<string, FieldWords | undefined>> | undefined;
  disabled?: boolean | undefined;
}

/** A form drawn from a schema: adding a setting to a vendor costs no line here. */
export function SchemaForm({ schema, value, onChange, errors, words, disabled }: SchemaFormProps) {
  const set = (name: string, next: unknown) => {
    const { [name]: _, ...rest } = value;
    // An emptied field is left out, so that the schema's default holds again.
    onChange(next === undefined || next === '' || next === null ? rest : { ...rest, [name]: next });
  };
  return (
    <div className="flex flex-col gap-4">
      {fieldsOf(schema).map((field) => (
        <SchemaControl
          key={field.name}
          field={field}
          value={value[field.name]}
          onChange={(next) => set(field.name, next)}
          words={words?.[field.name] ?? {}}
          error={errors?.[field.name]}
          disabled={disabled ?? false}
        />
      ))}
    </div>
  );
}

interface SchemaControlProps {
  field: SchemaField;
  value: unknown;
  onChange: (value: unknown) => void;
  words: FieldWords;
  error: string | undefined;
  disabled: boolean;
}

function SchemaControl({ field, value, onChange, words, error, disabled }: SchemaControlProps) {
  const fallback =
    typeof field.fallback === 'string' || typeof field.fallback === 'number' ? String(field.fallback) : undefined;
  const common = {
    label: words.label ?? field.title,
    description: words.help ?? field.description,
    error,
    disabled,
    name: field.name,
  };
  const typed = {
    ...common,
    value: typeof value === 'string' ? value : '',
    onChange,
    placeholder: words.placeholder ?? fallback,
    'aria-required': field.isRequired || undefined,
  };
  switch (field.kind) {
    case 'text':
      return <TextField {...typed} />;
    case 'url':
      return <TextField {...typed} mono type="url" inputMode="url" />;
    case 'secret':
      return <SecretField {...typed} />;
    case 'number':
      return (
        <NumberField
          {...typed}
          value={typeof value === 'number' ? value : null}
          inputMode={field.isInteger ? 'numeric' : 'decimal'}
        />
      );
    case 'boolean':
      return (
        <Switch
          {...common}
          checked={value === undefined ? field.fallback === true : value === true}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          value={typeof value === 'string' ? value : (fallback ?? null)}
          onChange={onChange}
          options={field.choices.map((choice) => ({ value: choice, label: words.options?.[choice] ?? choice }))}
        />
      );
    default: {
      const never: never = field.kind;
      return never;
    }
  }
}
