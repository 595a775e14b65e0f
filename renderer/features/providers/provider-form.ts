import type { Input } from '../../../shared/contract/contract.ts';
import type { Catalogue } from '../../../shared/i18n/index.ts';
import type { ProviderKind } from '../../../shared/model/provider.ts';
import type { FieldWords, FormValue } from '../../components/SchemaForm.tsx';
import { errorDataOf, reasonOf } from '../../lib/error-words.ts';

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

/** A vendor's own words for its settings, in the language of the window where it has them. */
export function settingWords(schema: Schema, t: Catalogue): Record<string, FieldWords> {
  const inLanguage = (text: unknown): string | undefined =>
    typeof text === 'string' ? (t.providers.settingTexts[text] ?? text) : undefined;
  return Object.fromEntries(
    Object.entries(propertiesOf(schema)).map(([name, property]) => {
      const { title, description, placeholder, enum: choices } = isObject(property) ? property : {};
      const words = { label: inLanguage(title), help: inLanguage(description), placeholder: inLanguage(placeholder) };
      const options = Array.isArray(choices) ? choices.map((choice) => [choice, inLanguage(choice)]) : [];
      return [
        name,
        {
          ...Object.fromEntries(Object.entries(words).filter(([, text]) => text !== undefined)),
          ...(options.length > 0 && { options: Object.fromEntries(options) as Record<string, string> }),
        },
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
      missing[name] = t.providers.reasons['required'] ?? '';
    }
  }
  if (kind.needsKey === 'required' && draft.apiKey.trim() === '') missing['apiKey'] = t.providers.apiKeyMissing;
  return missing;
}

export const fieldsOfKind = ({ settingsSchema }: ProviderKind): string[] => [
  'name',
  'apiKey',
  ...Object.keys(propertiesOf(settingsSchema)),
];

/** The error of the host as the words of a field, when it is one of `fields`; it then stands there and nowhere else. */
export function fieldErrorOf(thrown: unknown, fields: readonly string[], t: Catalogue): FieldErrors | undefined {
  const error = errorDataOf(thrown);
  const param = error.details?.['param'];
  if (error.code !== 'VALIDATION_FAILED' || typeof param !== 'string') return undefined;
  const field = param.replace(/^settings\./, '');
  if (!fields.includes(field)) return undefined;
  const reason = reasonOf(error);
  const missing = field === 'apiKey' ? t.providers.apiKeyMissing : t.providers.reasons['required'];
  const words = reason === 'required' ? missing : t.providers.reasons[reason ?? ''];
  // A reason without words of ours is one this version does not know yet: English is better than nothing.
  return { [field]: words ?? error.message };
}

/** What is typed, as the host takes it. */
export function toNewProvider(
  kind: ProviderKind,
  { name, settings, apiKey }: ProviderDraft,
): Input<'providers.create'> {
  const key = apiKey.trim();
  return { kind: kind.id, name: name.trim(), settings, ...(key ? { apiKey: key } : {}) };
}

/** Whether a test of the one says as much about the other: the name is not tested. */
export const isSameConnection = (one: ProviderDraft, other: ProviderDraft): boolean =>
  one.apiKey.trim() === other.apiKey.trim() && JSON.stringify(one.settings) === JSON.stringify(other.settings);

/** A name that no provider has yet: "OpenAI", "OpenAI 2". */
export function freeName(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  for (let count = 2; ; count += 1) if (!taken.includes(`${base} ${count}`)) return `${base} ${count}`;
}
