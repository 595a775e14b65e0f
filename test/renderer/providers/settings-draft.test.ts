import { expect, it } from 'vitest';
import { settingsOf, unsavedOf } from '../../../renderer/features/providers/settings-draft.ts';
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
