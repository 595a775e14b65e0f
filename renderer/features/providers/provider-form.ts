import type { ErrorData } from '../../../shared/errors/app-error.ts';
import type { Catalogue } from '../../../shared/i18n/index.ts';
import type { ProviderKind } from '../../../shared/model/provider.ts';
import type { FieldWords, FormValue } from '../../components/SchemaForm.tsx';

type Schema = Readonly<Record<string, unknown>>;

/** What is typed about a provider. */
export interface ProviderDraft {
  name: string;
  settings: FormValue;
  apiKey: string;
}

/** By field: `name`, `apiKey`, or a setting's own name. */
export type FieldErrors = Readonly<Record<string, string | undefined>>;

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
const propertiesOf = (schema: Schema): Schema => (isObject(schema['properties']) ? schema['properties'] : {});

/** A setting that must be filled in: required, and without a default that would do. */
function mustBeTyped(schema: Schema, name: string): boolean {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const property = propertiesOf(schema)[name];
  return required.includes(name) && !(isObject(property) && 'default' in property);
}

const pick = (schema: Schema, isPicked: (name: string) => boolean): Schema => ({
  ...schema,
  properties: Object.fromEntries(Object.entries(propertiesOf(schema)).filter(([name]) => isPicked(name))),
});

/** The settings in two parts: those that must be typed, and those that are fine as they are. A part may be missing. */
export function splitSchema(schema: Schema): { needed: Schema | null; optional: Schema | null } {
  const orNull = (part: Schema): Schema | null => (Object.keys(propertiesOf(part)).length > 0 ? part : null);
  return {
    needed: orNull(pick(schema, (name) => mustBeTyped(schema, name))),
    optional: orNull(pick(schema, (name) => !mustBeTyped(schema, name))),
  };
}

/** The catalogue's words for the settings of a vendor, with the vendor's own example in the empty field. */
export function settingWords(schema: Schema, t: Catalogue): Record<string, FieldWords> {
  return Object.fromEntries(
    Object.entries(propertiesOf(schema)).map(([name, property]) => {
      const example = isObject(property) ? property['placeholder'] : undefined;
      return [
        name,
        { ...t.providers.settingWords[name], ...(typeof example === 'string' ? { placeholder: example } : {}) },
      ];
    }),
  );
}

/** What is missing, before the host is asked. */
export function missingFields(kind: ProviderKind, draft: ProviderDraft, t: Catalogue): FieldErrors {
  const missing: Record<string, string> = {};
  if (draft.name.trim() === '') missing['name'] = t.providers.nameMissing;
  for (const name of Object.keys(propertiesOf(kind.settingsSchema))) {
    if (mustBeTyped(kind.settingsSchema, name) && draft.settings[name] === undefined) {
      missing[name] = t.common.required;
    }
  }
  if (kind.needsKey === 'required' && draft.apiKey.trim() === '') missing['apiKey'] = t.providers.apiKeyMissing;
  return missing;
}

/** The field an error of the host is about, when the form has it; such an error stands at the field. */
export function fieldOf({ code, details }: ErrorData, kind: ProviderKind): string | undefined {
  if (code === 'INVALID_API_KEY') return kind.needsKey === 'none' ? undefined : 'apiKey';
  const param = details?.['param'];
  if (code !== 'VALIDATION_FAILED' || typeof param !== 'string') return undefined;
  const field = param.replace(/^settings\./, '');
  const known = ['name', 'apiKey', ...Object.keys(propertiesOf(kind.settingsSchema))];
  return known.includes(field) ? field : undefined;
}

/** A name that no provider has yet: "OpenAI", "OpenAI 2". */
export function freeName(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  for (let count = 2; ; count += 1) if (!taken.includes(`${base} ${count}`)) return `${base} ${count}`;
}
