import { expect, it } from 'vitest';
import { choiceErrors } from '../../../renderer/features/providers/instance-choices.ts';
import { settingsOf, unsavedOf } from '../../../renderer/features/providers/settings-draft.ts';
import { createFormat } from '../../../renderer/lib/format.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { plainProvider } from '../../helpers/plain-provider.ts';

const provider = plainProvider({ id: 'p1' as ProviderId, kind: 'vendor', name: 'Mine', createdAt: 1 });

// Catches: a mark of something unsaved that no button takes away.
it('what is typed is unsaved only as long as it is another than what is stored', () => {
  const typed = { ...settingsOf(provider), name: 'Typed' };
  expect(unsavedOf(provider, typed)).toBe(typed);
  expect(unsavedOf({ ...provider, name: 'Typed' }, typed)).toBeUndefined();
  expect(unsavedOf(provider, undefined)).toBeUndefined();
});

// Catches: a limit that the host refuses without a word at its field, and an empty field that is taken for 0.
it('a limit is a whole number, or none', () => {
  const i18n = { t: catalogueFor('en'), format: createFormat('en') };
  const wrong = (requestsPerMinute: number | null, tokensPerMinute: number | null) =>
    Object.keys(choiceErrors({ ...settingsOf(provider), limits: { requestsPerMinute, tokensPerMinute } }, i18n));
  expect(wrong(null, null)).toEqual([]);
  expect(wrong(1, 1_000_000_000)).toEqual([]);
  expect(wrong(0, null)).toEqual(['requestsPerMinute']);
  expect(wrong(1.5, 1_000_000_001)).toEqual(['requestsPerMinute', 'tokensPerMinute']);
});
