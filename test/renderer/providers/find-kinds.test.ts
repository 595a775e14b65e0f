// Catches: a vendor nobody finds, a key sent to a stranger, a filter that leads to an empty list.
import { expect, test } from 'vitest';
import { vendors } from '../../../electron/providers/registry.ts';
import { findKinds, kindOfKey, servicesOf } from '../../../renderer/features/providers/find-kinds.ts';

const kinds = vendors.map(({ kind }) => kind);
const named = (query: string) => findKinds(kinds, { query, service: null }).map(({ name }) => name);

test('a vendor is found by words of its name, however they are written', () => {
  expect(named('')).toHaveLength(kinds.length);
  expect(named('  openai ')).toContain('OpenAI');
  expect(named('open ai compat')).toEqual(['OpenAI-compatible']);
  expect(named('no such vendor')).toEqual([]);
});

test('every service that is offered leads to somebody who has it', () => {
  const services = servicesOf(kinds);
  expect(services[0]).toBe('language');
  for (const service of services) {
    const found = findKinds(kinds, { query: '', service });
    expect(found.length).toBeGreaterThan(0);
    for (const kind of found) expect(kind.services).toContain(service);
  }
});

test('a pasted key names its vendor, and only when it is unmistakable', () => {
  expect(kindOfKey(kinds, ' sk-proj-0123456789abcdef0123 ')?.name).toBe('OpenAI');
  for (const text of [
    'sk-proj-',
    'sk-0123456789abcdef0123456789',
    'openai compatible server',
    'sk-proj-0123 456789abcdef',
  ]) {
    expect(kindOfKey(kinds, text)).toBeNull();
  }
});

test('a key is known by how it begins', () => {
  for (const { keyPattern } of kinds) {
    if (keyPattern === null) continue;
    expect(keyPattern).toMatch(/^\^/);
  }
});
