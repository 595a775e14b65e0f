// Catches: a failure told in the host's English, a remedy that is said twice, and "wait a moment" where the provider named
// the time.
import { expect, test } from 'vitest';
import { errorDataOf, errorWords, reasonOf } from '../../../renderer/lib/error-words.ts';
import { createFormat } from '../../../renderer/lib/format.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';

const german = { t: catalogueFor('de'), format: createFormat('de') };
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

test('the words are the catalogue’s, whatever the host wrote', () => {
  const error = new AppError('PROVIDER_UNREACHABLE', 'Nothing answers at localhost:1. Check the port.');
  expect(errorWords(error, german)).toEqual(german.t.errors.PROVIDER_UNREACHABLE);
  expect(errorWords(error.toJSON(), german)).toEqual(german.t.errors.PROVIDER_UNREACHABLE);
  expect(errorWords(new TypeError('x is undefined'), german)).toEqual(german.t.errors.INTERNAL);
});

test.each([
  [11_200, '12 Sek. warten, dann erneut versuchen.'],
  [0, '1 Sek. warten, dann erneut versuchen.'],
  [90_000, '1 Min. 30 Sek. warten, dann erneut versuchen.'],
])('a wait of %d ms is named', (retryAfter, remedy) => {
  const words = errorWords(new AppError('RATE_LIMITED', '', { details: { retryAfter } }), german);
  expect({ ...words, remedy: plain(words.remedy) }).toEqual({ title: german.t.errors.RATE_LIMITED.title, remedy });
});

test('a reason is only a word', () => {
  const withReason = (reason: string | number) => new AppError('VALIDATION_FAILED', '', { details: { reason } });
  expect(reasonOf(errorDataOf(withReason('scheme')))).toBe('scheme');
  expect(reasonOf(errorDataOf(withReason(7)))).toBeUndefined();
  expect(reasonOf(errorDataOf(new Error('x')))).toBeUndefined();
});
