// Catches: a vendor's setting that the form leaves out or draws as the wrong control.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldsOf } from '../../../renderer/components/schema-fields.ts';

const schema = z.object({
  baseUrl: z.url().meta({ title: 'Address', description: 'Where it answers.' }),
  organization: z.string().optional(),
  token: z.string().meta({ format: 'password' }).optional(),
  timeout: z.int().min(1).max(600).default(60),
  share: z.number().nullable().optional(),
  limit: z.int().min(1).max(9).nullable().default(null),
  isStrict: z.boolean().default(false),
  region: z.enum(['eu', 'us']).default('eu'),
  headers: z.record(z.string(), z.string()).optional(),
});

const fields = fieldsOf(z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>);
const named = (name: string) => fields.find((field) => field.name === name);

test('each kind of setting gets its control, in the order of the schema', () => {
  expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
    ['baseUrl', 'url'],
    ['organization', 'text'],
    ['token', 'secret'],
    ['timeout', 'number'],
    ['share', 'number'],
    ['limit', 'number'],
    ['isStrict', 'boolean'],
    ['region', 'choice'],
  ]);
});

test('words, bounds and defaults come along', () => {
  expect(named('baseUrl')).toMatchObject({ title: 'Address', description: 'Where it answers.', isRequired: true });
  expect(named('timeout')).toMatchObject({
    isInteger: true,
    minimum: 1,
    maximum: 600,
    fallback: 60,
    isRequired: false,
  });
  expect(named('region')).toMatchObject({ choices: ['eu', 'us'], fallback: 'eu' });
  expect(named('limit')).toMatchObject({ isInteger: true, minimum: 1, maximum: 9 });
  expect(named('share')).toMatchObject({ isInteger: false, isRequired: false });
});

test('a field without a title is named after itself', () => {
  expect(named('isStrict')?.title).toBe('Is strict');
});

test.each([[{}], [{ properties: null }], [{ properties: { a: true, b: { type: 'array' } } }]])(
  '%j gives no field',
  (odd) => {
    expect(fieldsOf(odd)).toEqual([]);
  },
);
