import { expect, it } from 'vitest';
import { otherAddressOf, remedyOf, stepFacts } from '../../../renderer/features/providers/step-words.ts';
import { createFormat } from '../../../renderer/lib/format.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import type { TestStep } from '../../../shared/model/connection-test.ts';

const words = { t: catalogueFor('en'), format: createFormat('en') };
const day = 24 * 60 * 60 * 1000;
const facts = { state: 'passed', duration: 1, failure: null, skipped: null } as const;
const secure = (days: number, isTrusted = true): TestStep => ({
  name: 'connection',
  ...facts,
  found: {
    address: '192.0.2.1',
    proxy: null,
    tls: { version: 'TLSv1.3', certificateEnds: days * day, isTrusted },
  },
});

// Catches: a number without its unit, a fact left out, a certificate near its end that looks like any other.
it('says in short what a step found', () => {
  expect(stepFacts({ name: 'dns', ...facts, found: { addresses: ['192.0.2.1', '2001:db8::1'] } }, words, 0).text).toBe(
    '192.0.2.1 and 1 more',
  );
  expect(stepFacts(secure(80), words, 0)).toEqual({
    text: '192.0.2.1 · TLS 1.3 · certificate for 80 more days',
    isWarning: false,
  });
  expect(stepFacts(secure(1), words, 0)).toEqual({
    text: '192.0.2.1 · TLS 1.3 · certificate for 1 more day',
    isWarning: true,
  });
  expect(stepFacts(secure(80, false), words, 0)).toMatchObject({ isWarning: true });
  const token = { modelId: 'small', firstToken: 312, mostCost: 9600 };
  expect(stepFacts({ name: 'token', ...facts, found: token }, words, 0).text).toBe(
    'small, first token after 312 ms · at most US$0.0000096',
  );
  const open: TestStep = { name: 'key', ...facts, state: 'unproven', found: null };
  expect(stepFacts(open, words, 0)).toEqual({ text: 'not proven', isWarning: true });
});

// Catches: a general remedy where the host knew the very one.
it('has the remedy for what is wrong', () => {
  const failure = (details: Record<string, string>) => ({
    code: 'PROVIDER_REJECTED',
    message: 'x',
    retryable: false,
    details,
  });
  const other = failure({ reason: 'other-address', suggestion: 'http://localhost:1/v1' });
  expect(remedyOf(other, words)).toContain('http://localhost:1/v1');
  expect(otherAddressOf(other)).toBe('http://localhost:1/v1');
  expect(remedyOf(failure({ reason: 'nobody-knows' }), words)).toBeUndefined();
  expect(otherAddressOf(failure({}))).toBeUndefined();
});
