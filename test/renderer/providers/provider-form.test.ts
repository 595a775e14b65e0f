import { describe, expect, it } from 'vitest';
import {
  fieldOf,
  freeName,
  missingFields,
  type ProviderDraft,
  settingWords,
  splitSchema,
} from '../../../renderer/features/providers/provider-form.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import type { ProviderKind } from '../../../shared/model/provider.ts';

const t = catalogueFor('en');

const kind: ProviderKind = {
  id: 'vendor',
  name: 'Vendor',
  keyPage: null,
  needsKey: 'required',
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

  it('puts an error of the host at its field, and keeps others for the callout', () => {
    const invalid = (param: string) => ({
      code: 'VALIDATION_FAILED' as const,
      message: '',
      retryable: false,
      details: { param },
    });
    expect(fieldOf(invalid('settings.baseUrl'), kind)).toBe('baseUrl');
    expect(fieldOf(invalid('baseUrl'), kind)).toBe('baseUrl');
    expect(fieldOf(invalid('apiKey'), kind)).toBe('apiKey');
    expect(fieldOf(invalid('kind'), kind)).toBeUndefined();
    expect(fieldOf({ code: 'INVALID_API_KEY', message: '', retryable: false }, kind)).toBe('apiKey');
    expect(fieldOf({ code: 'STORAGE_FULL', message: '', retryable: false }, kind)).toBeUndefined();
  });

  it('shows the words of the catalogue with the example of the vendor', () => {
    expect(settingWords(kind.settingsSchema, t)['baseUrl']).toMatchObject({
      label: t.providers.settingWords['baseUrl']?.label,
      placeholder: 'http://localhost:1234/v1',
    });
  });

  it('finds a name that is free', () => {
    expect(freeName('OpenAI', [])).toBe('OpenAI');
    expect(freeName('OpenAI', ['OpenAI', 'OpenAI 2'])).toBe('OpenAI 3');
  });
});
