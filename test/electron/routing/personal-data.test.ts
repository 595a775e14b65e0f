import { expect, test } from 'vitest';
import { findPersonalData } from '../../../electron/routing/personal-data.ts';

const kinds = (text: string): string[] => [...findPersonalData(text)].sort();

// Catches: what a rule is to keep at home and does not see.
test.each<[string, string[]]>([
  ['Write to erika.mustermann@example.org, please.', ['email']],
  ['Call +49 30 901820 tomorrow', ['phone']],
  ['Call (030) 901 820 or 0171/2345678', ['phone']],
  ['Pay to DE89 3704 0044 0532 0130 00 by Friday', ['iban']],
  ['GB82WEST12345698765432', ['iban']],
  ['My card is 4111 1111 1111 1111, valid 12/29', ['card']],
  ['378282246310005', ['card']],
  ['OPENAI_API_KEY=sk-proj-a1B2c3D4e5F6g7H8i9J0', ['key']],
  ['-----BEGIN RSA PRIVATE KEY-----', ['key']],
  ['aws: wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY', ['key']],
  ['a@b.de and DE89370400440532013000', ['email', 'iban']],
])('%s', (text, found) => {
  expect(kinds(text)).toEqual(found);
});

// Catches: a rule that keeps everything at home because every number looks like somebody's.
test.each([
  'In 2024 there were 1234567 visitors, 12 % more than in 2023.',
  'Version 10.12.1, commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
  'The order 4111 1111 1111 1112 was shipped',
  'DE89 3704 0044 0532 0130 01 has a wrong checksum',
  'See https://example.org/a/very/long/path/that/goes/on/and/on and @somebody',
  'const internationalizationConfigurationProviderFactory = 1',
  'from 2024-01-02 10:00 until 2024-01-03 12:00',
  '0000 0000 0000 0000',
])('nothing in: %s', (text) => {
  expect(kinds(text)).toEqual([]);
});

// Catches: a pattern that takes minutes on text somebody made for it: the test's own time limit ends it.
test('long texts of every kind of letter are read', () => {
  for (const piece of ['a', '1', '-', 'a-', '1 ', 'a@', 'a.', '+1', 'DE89 ', '((', 'aA1']) {
    expect(findPersonalData(piece.repeat(200_000 / piece.length)).size).toBeLessThanOrEqual(1);
  }
});
