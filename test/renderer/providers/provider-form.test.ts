import { describe, expect, it } from 'vitest';
import { vendors } from '../../../electron/providers/registry.ts';
import {
  fieldErrorOf,
  fieldsOfKind,
  freeName,
  isSameConnection,
  missingFields,
  type ProviderDraft,
  settingWords,
  splitSchema,
  toNewProvider,
} from '../../../renderer/features/providers/provider-form.ts';
import { errorDataOf, reasonOf } from '../../../renderer/lib/error-words.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import type { ProviderKind } from '../../../shared/model/provider.ts';

const t = catalogueFor('en');

const kind: ProviderKind = {
  id: 'vendor',
  name: 'Vendor',
  keyPage: null,
  needsKey: 'required',
  services: ['language'],
  extras: [],
  signsIn: false,
  environment: [],
  keyPattern: null,
  settingsSchema: {
    type: 'object',
    properties: {
      baseUrl: { type: 'string', placeholder: 'http://localhost:1234/v1' },
      region: { type: 'string', default: 'eu' },
      project: { type: 'string' },
    },
    required: ['baseUrl', 'region'],
  },
};
const draft = (change: Partial<ProviderDraft> = {}): ProviderDraft => ({
  name: 'Mine',
  settings: { baseUrl: 'http://localhost' },
  apiKey: 'sk-1',
  ...change,
});

function reasonFrom(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return reasonOf(errorDataOf(error));
  }
  return undefined;
}

describe('the form of a new provider', () => {
  it('asks first only for what has no default, so that the first answer is near', () => {
    const { needed, optional } = splitSchema(kind.settingsSchema);
    expect(Object.keys(needed?.['properties'] ?? {})).toEqual(['baseUrl']);
    expect(Object.keys(optional?.['properties'] ?? {})).toEqual(['region', 'project']);
    expect(splitSchema({ type: 'object', properties: {} })).toEqual({ needed: null, optional: null });
  });

  it('names every missing field before the host is asked, and none that may be left empty', () => {
    expect(missingFields(kind, draft(), t)).toEqual({});
    const missing = missingFields(kind, draft({ name: ' ', settings: {}, apiKey: ' ' }), t);
    expect(Object.keys(missing).sort()).toEqual(['apiKey', 'baseUrl', 'name']);
    expect(missingFields({ ...kind, needsKey: 'optional' }, draft({ apiKey: '' }), t)).toEqual({});
  });

  it('puts an error of the host at its field in the words of the catalogue, and keeps others for the callout', () => {
    const invalid = (param: string, reason?: string) =>
      new AppError('VALIDATION_FAILED', 'English.', { details: { param, ...(reason ? { reason } : {}) } });
    const german = catalogueFor('de');
    const errorOf = (error: unknown) => fieldErrorOf(error, fieldsOfKind(kind), german);
    expect(errorOf(invalid('settings.baseUrl', 'scheme'))).toEqual({ baseUrl: german.providers.reasons['scheme'] });
    expect(errorOf(invalid('baseUrl', 'required'))).toEqual({ baseUrl: german.providers.reasons['required'] });
    expect(errorOf(invalid('apiKey', 'required'))).toEqual({ apiKey: german.providers.apiKeyMissing });
    expect(errorOf(invalid('project', 'not known to this version'))).toEqual({ project: 'English.' });
    expect(errorOf(invalid('kind', 'unknown'))).toBeUndefined();
    expect(errorOf(new AppError('STORAGE_FULL', ''))).toBeUndefined();
  });

  it('has words for every reason the host gives, in both languages', () => {
    const given = vendors.flatMap((vendor) => [
      ...['x y', 'ftp://x', 'http://a:b@x', 'http://x?y', 'http://x'.padEnd(3000, 'x'), undefined].map((baseUrl) =>
        reasonFrom(() => vendor.parseSettings(baseUrl === undefined ? {} : { baseUrl })),
      ),
      reasonFrom(() => vendors[0]?.readKey('two words')),
    ]);
    const reasons = new Set(given.filter((reason) => reason !== undefined));
    expect(reasons.size).toBeGreaterThanOrEqual(7);
    for (const language of ['en', 'de'] as const) {
      const words = catalogueFor(language).providers.reasons;
      expect([...reasons].filter((reason) => !words[reason])).toEqual([]);
    }
  });

  it('knows when a test is about something else than what is typed', () => {
    expect(isSameConnection(draft(), draft({ name: 'Other', apiKey: ' sk-1 ' }))).toBe(true);
    expect(isSameConnection(draft(), draft({ apiKey: 'sk-2' }))).toBe(false);
    expect(isSameConnection(draft(), draft({ settings: { baseUrl: 'http://other' } }))).toBe(false);
  });

  it('sends what is typed without the spaces around it, and no key that is empty', () => {
    expect(toNewProvider(kind, draft({ name: ' Mine ', apiKey: ' sk-1 ' }))).toEqual({
      kind: 'vendor',
      name: 'Mine',
      settings: { baseUrl: 'http://localhost' },
      apiKey: 'sk-1',
    });
    expect(toNewProvider(kind, draft({ apiKey: ' ' }))).not.toHaveProperty('apiKey');
  });

  it('shows the words of the vendor in the language of the window, and English where it has none', () => {
    const schema = {
      properties: {
        baseUrl: { title: 'Base URL', description: 'Where its API begins; most end in /v1.', placeholder: 'http://x' },
        other: { title: 'Not translated', description: 'At all.' },
      },
    };
    const german = catalogueFor('de');
    expect(settingWords(schema, german)).toEqual({
      baseUrl: { label: 'Basisadresse', help: 'Wo die API beginnt; meist endet sie auf /v1.', placeholder: 'http://x' },
      other: { label: 'Not translated', help: 'At all.' },
    });
    expect(settingWords(schema, t)['baseUrl']).toMatchObject({ label: 'Base URL', placeholder: 'http://x' });
  });

  it('has the words of every setting in German', () => {
    const known = catalogueFor('de').providers.settingTexts;
    const texts = vendors.flatMap((vendor) => {
      const { properties } = vendor.kind.settingsSchema as {
        properties: Record<string, { title: string; description: string }>;
      };
      return Object.values(properties).flatMap(({ title, description }) => [title, description]);
    });
    expect([...new Set(texts)].filter((text) => known[text] === undefined)).toEqual([]);
  });

  it('finds a name that is free', () => {
    expect(freeName('OpenAI', [])).toBe('OpenAI');
    expect(freeName('OpenAI', ['OpenAI', 'OpenAI 2'])).toBe('OpenAI 3');
  });
});
