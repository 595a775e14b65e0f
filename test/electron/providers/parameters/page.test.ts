import { expect, test } from 'vitest';
import { parameterPage } from '../../../../scripts/lib/parameter-page.mjs';
import { at } from '../../../../scripts/lib/root.mjs';
import { keepPage } from '../../../helpers/keep-page.ts';

// Catches: a table that says what a vendor did once.
test('docs/parameters.md is what the vendors declare', () => {
  expect(keepPage(at('docs', 'parameters.md'), () => parameterPage())).toBe(true);
});
