// Catches: a wrong field of a vendor's own settings that is only noticed when something is asked, and a key that is kept
// although it can never work.
import { describe, expect, test } from 'vitest';
import type { Vendor } from '../../../electron/providers/define-vendor.ts';
import { vendorOf } from '../../../electron/providers/registry.ts';

function vendor(id: string): Vendor {
  const found = vendorOf(id);
  if (!found) throw new Error(`no vendor ${id}`);
  return found;
}

describe('amazon-bedrock', () => {
  const { parseSettings, readKey } = vendor('amazon-bedrock');

  test.each(['us-east-1', 'ap-southeast-2', 'us-gov-west-1', 'eusc-de-east-1', ' mx-central-1 '])(
    '%s is a region',
    (region) => {
      expect(parseSettings({ region })).toMatchObject({ region: region.trim() });
    },
  );

  test.each(['', 'us-esat-1', 'useast1', 'us-east', 'https://us-east-1', 'us-east-1.evil.example'])(
    '%j is none',
    (region) => {
      expect(() => parseSettings({ region })).toThrow(
        expect.objectContaining({ code: 'VALIDATION_FAILED', details: expect.objectContaining({ param: 'region' }) }),
      );
    },
  );

  test('a role is one, and a key alone is not enough', () => {
    const wrong = { region: 'us-east-1', roleArn: 'models' };
    expect(() => parseSettings(wrong)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ param: 'roleArn' }) }),
    );
    expect(() => readKey('AKIAMADEUPMADEUPMADE')).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
  });

  test('without a key or a profile says what is missing', async () => {
    const connection = vendor('amazon-bedrock').connect({ settings: { region: 'us-east-1' }, apiKey: null, fetch });
    await expect(connection.model('language', 'amazon.nova-lite-v1:0')).rejects.toMatchObject({
      code: 'INVALID_API_KEY',
      message: expect.stringContaining('profile'),
    });
  });
});

describe('azure-openai', () => {
  test('Entra ID wants both of its fields', () => {
    const { parseSettings } = vendor('azure-openai');
    expect(() => parseSettings({ resource: 'mine', tenant: 'contoso' })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ param: 'clientId' }) }),
    );
    expect(parseSettings({ resource: 'mine', tenant: ' ', clientId: '' })).not.toHaveProperty('tenant', ' ');
  });
});

describe('google-vertex', () => {
  test('a location is one label of a host name', () => {
    const { parseSettings } = vendor('google-vertex');
    expect(parseSettings({})).toMatchObject({ location: 'global' });
    expect(() => parseSettings({ location: 'evil.example/' })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ param: 'location' }) }),
    );
  });

  test('a key of another kind is refused before it is kept', () => {
    expect(() => vendor('google-vertex').readKey(`AIza${'a'.repeat(35)}`)).toThrow(/not JSON/);
  });
});

describe('anthropic-compatible', () => {
  test.each([
    ['http://localhost:8080', 'http://localhost:8080/v1'],
    ['https://api.example.com/anthropic/', 'https://api.example.com/anthropic/v1'],
    ['https://api.example.com/anthropic/v1/messages', 'https://api.example.com/anthropic/v1'],
  ])('%s is %s', (baseUrl, expected) => {
    expect(vendor('anthropic-compatible').parseSettings({ baseUrl })).toEqual({ baseUrl: expected });
  });

  test('without a key no header for one is sent', async () => {
    const sent = Promise.withResolvers<Headers>();
    const connection = vendor('anthropic-compatible').connect({
      settings: { baseUrl: 'http://localhost:8080' },
      apiKey: null,
      fetch: async (_input, init) => {
        sent.resolve(new Headers(init?.headers));
        return Response.json({}, { status: 503 });
      },
    });
    const model = await connection.model('language', 'any');
    const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];
    await expect(model.doGenerate({ prompt })).rejects.toMatchObject({ statusCode: 503 });
    expect([...(await sent.promise).keys()]).not.toContain('x-api-key');
  });
});

test('keys that look like no others name their vendor', () => {
  const keys = {
    anthropic: 'sk-ant-api03-abc',
    google: `AIza${'a'.repeat(35)}`,
    'amazon-bedrock': 'AKIAMADEUPMADEUPMADE:secret',
    'github-copilot': `gho_${'a'.repeat(36)}`,
    replicate: 'r8_abc',
  };
  for (const [id, key] of Object.entries(keys)) {
    const pattern = new RegExp(vendor(id).kind.keyPattern ?? '');
    expect(key).toMatch(pattern);
    expect('sk-proj-abc').not.toMatch(pattern);
  }
});
