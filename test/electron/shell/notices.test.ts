import { beforeEach, expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { showNotice } from '../../../electron/shell/notices.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import type { Notice } from '../../../shared/model/health.ts';
import { Notification } from '../../fakes/electron.ts';

const notice = (fields: Partial<Notice> = {}): Notice => ({
  id: newId(),
  kind: 'incident-opened',
  incidentId: newId(),
  providerId: newId(),
  providerName: 'Work',
  keyLabel: null,
  modelId: null,
  cause: { code: 'PROVIDER_UNREACHABLE', message: 'api.example.com could not be reached.' },
  createdAt: 1,
  readAt: null,
  ...fields,
});

beforeEach(() => {
  Notification.shown.length = 0;
  Notification.isAble = true;
});

// Catches: a notice without a name in it, one in another language than the window's, a click that leads nowhere.
test('a notice is shown in the words of the window, and a click leads there', () => {
  let clicks = 0;
  const onClick = () => void clicks++;
  showNotice(notice(), { words: catalogueFor('en'), onClick });
  showNotice(notice({ kind: 'incident-closed', keyLabel: 'main', modelId: 'large', cause: null }), {
    words: catalogueFor('de'),
    onClick,
  });
  expect(Notification.shown.map(({ options }) => options)).toEqual([
    { title: 'Down: Work', body: catalogueFor('en').errors.PROVIDER_UNREACHABLE.title },
    { title: 'Läuft wieder: Work, Schlüssel main, large', body: '' },
  ]);
  Notification.shown[0]?.emit('click');
  expect(clicks).toBe(1);
});

// Catches: an app that ends where the system has no notices.
test('where the system has none, nothing is shown', () => {
  Notification.isAble = false;
  showNotice(notice(), { words: catalogueFor('en'), onClick: () => {} });
  expect(Notification.shown).toEqual([]);
});
