import { expect, test } from 'vitest';
import { compatible, fileOf, openTestTransfer } from './open-transfer.ts';

const key = 'sk-test-0123456789abcdef';
const environment = {
  PROXY_HOST: 'proxy.example.com',
  MY_KEY: ` ${key}\n`,
  OPENAI_API_KEY: 'sk-theirs-0123456789abcdef',
  ENCRYPTION_MASTER_KEY: 'ab'.repeat(32),
  EMPTY: '  ',
};
const withKey = (apiKey: string) => ({ ...compatible(), keys: [{ label: 'mine', apiKey }] });

// Catches: a variable that is left as it is written; a key from one that is shown, or stored with the settings.
test('variables take their place, and a key among them is sealed', async () => {
  const host = openTestTransfer({ environment });
  const entry = {
    ...withKey(`\${MY_KEY}`),
    network: { proxy: `http://\${PROXY_HOST}:3128` },
    description: `costs $\${5}`,
  };
  const text = fileOf(entry);
  const preview = await host.transfer.preview({ text });
  expect(preview.providers).toMatchObject([
    {
      keyCount: 1,
      problems: [],
      fromEnvironment: [
        { field: 'keys.0.apiKey', variable: 'MY_KEY' },
        { field: 'network.proxy', variable: 'PROXY_HOST' },
      ],
    },
  ]);
  const { providers } = await host.transfer.import({ text, choices: [] });
  expect(providers).toMatchObject([
    {
      description: `costs \${5}`,
      network: { proxy: 'http://proxy.example.com:3128' },
      credentials: [{ label: 'mine', masked: 'sk-…cdef' }],
    },
  ]);
  const [row] = host.store.credentials.list(providers[0]?.id ?? ('' as never));
  if (!row) throw new Error('no key');
  expect((await host.vault.reveal(row.secretId)).reveal()).toBe(key);
  expect(JSON.stringify([preview, providers, host.store.providers.list(), host.log.lines])).not.toContain(key);
});

// Catches: a file that sends a key of the environment, or the master key, away in an address; a silent empty value.
test.each([
  [{ ...compatible(`https://\${NOWHERE}/v1`) }, 'settings.baseUrl', 'variable-missing', 'NOWHERE'],
  [{ ...compatible(`https://\${EMPTY}/v1`) }, 'settings.baseUrl', 'variable-missing', 'EMPTY'],
  [{ ...compatible(`https://\${MY-HOST}/v1`) }, 'settings.baseUrl', 'variable-name', 'MY-HOST'],
  [
    { ...compatible(`https://x.example.com/\${OPENAI_API_KEY}`) },
    'settings.baseUrl',
    'variable-reserved',
    'OPENAI_API_KEY',
  ],
  [
    { ...compatible(), network: { headers: { 'x-a': `\${OPENAI_API_KEY}` } } },
    'network.headers.x-a',
    'variable-reserved',
    'OPENAI_API_KEY',
  ],
  [withKey(`\${ENCRYPTION_MASTER_KEY}`), 'keys.0.apiKey', 'variable-reserved', 'ENCRYPTION_MASTER_KEY'],
  [withKey(`\${NOWHERE}`), 'keys.0.apiKey', 'variable-missing', 'NOWHERE'],
  [withKey(key), 'keys.0.apiKey', 'open-secret', null],
  [withKey(`x\${MY_KEY}`), 'keys.0.apiKey', 'open-secret', null],
  [{ ...compatible(), network: { proxyPassword: 'secret' } }, 'network.proxyPassword', 'open-secret', null],
])('%j is refused at %s: %s', async (entry, field, reason, variable) => {
  const host = openTestTransfer({ environment });
  const text = fileOf(entry);
  const { providers } = await host.transfer.preview({ text });
  expect(providers[0]?.problems).toMatchObject([{ field, reason, variable }]);
  expect(JSON.stringify(providers)).not.toContain(key);
  await expect(host.transfer.import({ text, choices: [] })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    details: { param: `providers.0.${field}`, reason },
  });
  expect(host.providers.list()).toEqual([]);
});

// Catches: names of fields, which nobody looks at, filled in.
test('only values are filled in', async () => {
  const { transfer } = openTestTransfer({ environment });
  const text = fileOf({ ...compatible(), settings: { baseUrl: 'https://x.example.com', [`\${PROXY_HOST}`]: 'a' } });
  expect((await transfer.preview({ text })).providers[0]?.fromEnvironment).toEqual([]);
});
