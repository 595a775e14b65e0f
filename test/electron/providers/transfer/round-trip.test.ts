import { expect, test } from 'vitest';
import type { ModelChoice } from '../../../../shared/model/model-choice.ts';
import { hasOpenssl, makeCertificates } from '../network/certificates.ts';
import { openTestTransfer, textOf } from './open-transfer.ts';

const passphrase = 'correct horse battery';
/** Without openssl the test goes without a client certificate. */
const client = hasOpenssl ? makeCertificates().client : null;
const keys = ['sk-work-0123456789abcdef', 'sk-spare-0123456789abcdef'] as const;

/** Everything that can be said about an instance. */
async function openFull() {
  const host = openTestTransfer();
  const [first, second] = keys;
  const { id } = await host.providers.create({
    kind: 'openai',
    name: 'Work',
    settings: { organization: `org-\${HOME}` },
    network: {
      proxy: 'http://proxy.example.com:3128',
      proxyUser: 'me',
      proxyPassword: 'proxy-pass-9876',
      ...(client && { clientCertificate: client.cert, clientKey: client.key }),
      headers: { 'x-team': 'blue' },
      totalTimeout: null,
      verify: false,
    },
    apiKey: first,
  });
  await host.providers.update({
    providerId: id,
    isEnabled: false,
    description: `For work, costs $\${5}`,
    tags: ['eu', 'work'],
    priority: 3,
    weight: 2.5,
    discoveryHours: 12,
  });
  const spare = await host.providers.addKey(id, { apiKey: second, label: 'spare', accountGroup: 'b', priority: 7 });
  host.providers.updateKey(spare.id, { isEnabled: false, rotateAfterDays: 30 });
  const choice: ModelChoice = {
    providerId: id,
    modelId: 'gpt-x',
    isEnabled: false,
    details: { context: 1000, prices: { input: 5 } },
    underlying: 'gpt-4o',
  };
  host.store.modelChoices.put(choice);
  return { host, id };
}

// Catches: a choice that is lost on the way, or comes back as another one; a key that ends with another provider.
test('what is exported with a passphrase comes back whole in another home', async () => {
  const { host, id } = await openFull();
  const other = openTestTransfer({ masterKey: 'cd'.repeat(32) });
  const text = textOf(await host.transfer.export({ passphrase }));
  const { providers } = await other.transfer.import({
    text,
    passphrase,
    choices: [{ index: 0, action: 'add', consents: ['unverified'] }],
  });

  const before = host.providers.get(id);
  const [after] = providers;
  if (!after) throw new Error('nothing was imported');
  expect({ ...after, id: '', createdAt: 0, credentials: [] }).toEqual({
    ...before,
    id: '',
    createdAt: 0,
    credentials: [],
    // Its address is a public one, and nobody was asked for more.
    isPrivateAllowed: false,
  });
  const rows = other.store.credentials.list(after.id);
  expect(await Promise.all(rows.map(async ({ secretId }) => (await other.vault.reveal(secretId)).reveal()))).toEqual(
    keys,
  );
  const plain = ({
    label,
    accountGroup,
    priority,
    rotateAfterDays,
    isEnabled,
    createdAt,
    masked,
  }: (typeof rows)[0]) => [
    [label, accountGroup, priority, rotateAfterDays],
    [isEnabled, createdAt, masked],
  ];
  expect(rows.map(plain)).toEqual(host.store.credentials.list(id).map(plain));
  const secrets = Object.values(other.store.networkSecrets.of(after.id)).map((one) => other.vault.reveal(one));
  const texts = (await Promise.all(secrets)).map((secret) => secret.reveal());
  expect(texts.sort()).toEqual([...(client ? [client.key.trim()] : []), 'proxy-pass-9876'].sort());
  expect(other.store.modelChoices.list(after.id)).toEqual([
    { ...host.store.modelChoices.list(id)[0], providerId: after.id },
  ]);
  expect(other.published).toContainEqual({ name: 'providers.changed', data: { providerId: after.id } });
});

// Catches: a secret in the open part of a file, in its encrypted part's neighbourhood, in an answer or in the log.
test('no secret stands in the open, with a passphrase or without', async () => {
  const { host } = await openFull();
  const files = [await host.transfer.export({}), await host.transfer.export({ passphrase })];
  const secrets = [...keys, 'proxy-pass-9876', ...(client ? [client.key.split('\n')[1] ?? ''] : []), passphrase];
  const preview = await host.transfer.preview({ text: textOf(files[1] as (typeof files)[0]), passphrase });
  const shown = JSON.stringify([files, preview, host.log.lines, host.published]);
  for (const secret of secrets) expect(shown).not.toContain(secret);
  expect(files[0]).not.toHaveProperty('secrets');
  expect(preview).toMatchObject({ secrets: 'open', providers: [{ keyCount: 2, modelCount: 1, problems: [] }] });
});

// Catches: an export without keys that cannot be imported, as a client certificate has lost its key.
test('without a passphrase all but the secrets comes back', async () => {
  const { host } = await openFull();
  const other = openTestTransfer();
  const text = textOf(await host.transfer.export({}));
  const choices = [{ index: 0, action: 'add' as const, consents: ['unverified' as const] }];
  const { providers } = await other.transfer.import({ text, choices });
  expect(providers).toMatchObject([
    {
      name: 'Work',
      tags: ['eu', 'work'],
      credentials: [],
      networkSecrets: [],
      settings: { organization: `org-\${HOME}` },
    },
  ]);
  expect(other.store.secrets.count()).toBe(0);
});

// Catches: an export of others than were chosen.
test('only what was chosen is exported', async () => {
  const { host, id } = await openFull();
  const second = await host.providers.create({ kind: 'openai', name: 'Home', settings: {}, apiKey: keys[1] });
  expect((await host.transfer.export({ providerIds: [second.id] })).providers.map(({ name }) => name)).toEqual([
    'Home',
  ]);
  expect((await host.transfer.export({})).providers.map(({ name }) => name)).toEqual(['Work', 'Home']);
  host.providers.delete(id);
  await expect(host.transfer.export({ providerIds: [id] })).rejects.toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
});
