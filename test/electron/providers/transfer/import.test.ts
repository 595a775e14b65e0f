import { rootCertificates } from 'node:tls';
import { describe, expect, test } from 'vitest';
import type { ImportChoice } from '../../../../shared/model/transfer.ts';
import { openTestUpstream } from '../../../helpers/upstream-host.ts';
import { compatible, fileOf, openTestTransfer, textOf } from './open-transfer.ts';

const key = 'sk-test-0123456789abcdef';
const passphrase = 'correct horse battery';
/** One that every Node has. */
const [authority = ''] = rootCertificates;

describe('the preview', () => {
  // Catches: a fault that is shown at no field, or hides the faults of the others; a kind of a newer version that ends all.
  test('says what is wrong with each, and stores nothing', async () => {
    const host = openTestTransfer();
    const text = fileOf(
      compatible(),
      { ...compatible(), kind: 'tomorrow' },
      { ...compatible('ftp://x.example.com'), network: { caCertificates: 'none' } },
      { ...compatible(), weigth: 1 },
      { ...compatible('ftp://x.example.com'), name: '' },
      'text',
    );
    const { providers } = await host.transfer.preview({ text });
    const fields = providers.map(({ problems }) => problems.map(({ field, reason }) => [field, reason]));
    expect(fields).toEqual([
      [],
      [['kind', 'unknown-kind']],
      [['network.caCertificates', null]],
      [['weigth', 'unknown-field']],
      [['name', null]],
      [['', null]],
    ]);
    expect(providers.map(({ kindName }) => kindName !== null)).toEqual([true, false, true, true, true, false]);
    expect([host.providers.list(), host.published]).toEqual([[], []]);
  });

  // Catches: two providers of one name, told apart by nobody.
  test('knows those there are, and a free name for each', async () => {
    const host = openTestTransfer();
    const { id } = await host.providers.create({ ...compatible(), apiKey: key });
    const text = fileOf(compatible(), { kind: 'openai', name: 'Server' }, { ...compatible(), name: 'Other' });
    const { providers } = await host.transfer.preview({ text });
    expect(providers).toMatchObject([
      { freeName: 'Server 2', same: { providerId: id, canReplace: true, keyCount: 1, movesKeys: false } },
      { freeName: 'Server 3', same: { providerId: id, canReplace: false } },
      { freeName: 'Other', same: null, host: 'api.example.com' },
    ]);
  });
});

// Catches: a provider renamed although its name is free, because another one of the file could have taken it.
test('a free name stays with who has it', async () => {
  const host = openTestTransfer();
  await host.providers.create({ ...compatible(), apiKey: key });
  const text = fileOf(compatible(), { ...compatible(), name: 'Server 2' });
  const { providers } = await host.transfer.preview({ text });
  expect(providers.map(({ freeName }) => freeName)).toEqual(['Server 3', 'Server 2']);
});

describe('what has to be allowed', () => {
  const allow = (...consents: Extract<ImportChoice, { action: 'add' }>['consents']): ImportChoice[] => [
    { index: 0, action: 'add', consents },
  ];

  // Catches: somebody else's file that leads requests, with a key, into one's own network; by its proxy, too.
  test.each([
    [compatible('http://192.168.1.10:8000/v1'), ['192.168.1.10']],
    [compatible('127.0.0.1:8000'), ['127.0.0.1']],
    [{ ...compatible(), network: { proxy: 'http://169.254.169.254:80' } }, ['169.254.169.254']],
  ])('an address of the own network: %j', async (entry, privateHosts) => {
    const host = openTestTransfer();
    const text = fileOf(entry);
    expect((await host.transfer.preview({ text })).providers).toMatchObject([{ privateHosts, problems: [] }]);
    for (const choices of [[], allow(), allow('unverified')]) {
      await expect(host.transfer.import({ text, choices })).rejects.toMatchObject({
        details: { param: 'providers.0', reason: 'private-address' },
      });
    }
    expect(host.providers.list()).toEqual([]);
    await host.transfer.import({ text, choices: allow('private-address') });
    expect(host.providers.list()).toHaveLength(1);
  });

  // Catches: a harmless name in somebody else's file that turns out to be an address of the own network later.
  test('what nobody allowed stays forbidden, until a person types an address', async () => {
    const host = openTestTransfer();
    const near = { ...compatible('http://192.168.1.10:8000/v1'), name: 'Near' };
    const choices: ImportChoice[] = [{ index: 1, action: 'add', consents: ['private-address'] }];
    await host.transfer.import({
      text: fileOf(compatible(), near),
      choices: [...choices, { index: 0, action: 'add', consents: [] }],
    });
    const allowed = () => Object.fromEntries(host.providers.list().map((one) => [one.name, one.isPrivateAllowed]));
    expect(allowed()).toEqual({ Near: true, Server: false });
    for (const { id } of host.providers.list()) {
      await host.providers.update({ providerId: id, settings: compatible('https://api.example.net/v1').settings });
    }
    expect(allowed()).toEqual({ Near: true, Server: true });
  });

  // Catches: a check of certificates that an import switches off in silence.
  test('certificates that are not checked', async () => {
    const host = openTestTransfer();
    const text = fileOf({ ...compatible(), network: { verify: false } });
    expect((await host.transfer.preview({ text })).providers).toMatchObject([{ isUnverified: true }]);
    const refused = host.transfer.import({ text, choices: allow('private-address') });
    await expect(refused).rejects.toMatchObject({ details: { reason: 'unverified' } });
    expect(await host.transfer.import({ text, choices: allow('unverified') })).toMatchObject({ providers: [{}] });
  });

  // Catches: a file without keys that takes the keys there are to another server.
  test.each([
    ['another server', compatible('https://evil.example.net/v1')],
    ['another proxy', { ...compatible(), network: { proxy: 'http://p.example.com:3128' } }],
    ['another authority', { ...compatible(), network: { caCertificates: authority } }],
  ])('stored keys that go through %s', async (_, entry) => {
    const host = openTestTransfer();
    const { id } = await host.providers.create({ ...compatible(), apiKey: key });
    const text = fileOf(entry);
    expect((await host.transfer.preview({ text })).providers[0]?.same).toMatchObject({ movesKeys: true });
    const replace = (consents: 'moved-keys'[]): ImportChoice[] => [
      { index: 0, action: 'replace', providerId: id, consents },
    ];
    await expect(host.transfer.import({ text, choices: replace([]) })).rejects.toMatchObject({
      details: { reason: 'moved-keys' },
    });
    await host.transfer.import({ text, choices: replace(['moved-keys']) });
    expect(host.providers.list()).toMatchObject([{ id, credentials: [{ masked: 'sk-…cdef' }] }]);
  });
});

describe('replacing', () => {
  // Catches: a question for everything, that nobody reads any more when it matters.
  test('asks nothing where the keys go the same way', async () => {
    const host = openTestTransfer();
    const { id } = await host.providers.create({ ...compatible(), apiKey: key });
    const text = fileOf({ ...compatible(), description: 'new' });
    expect((await host.transfer.preview({ text })).providers[0]?.same).toMatchObject({ movesKeys: false });
    await host.transfer.import({ text, choices: [{ index: 0, action: 'replace', providerId: id, consents: [] }] });
    expect(host.providers.get(id)).toMatchObject({ description: 'new', credentials: [{ masked: 'sk-…cdef' }] });
  });

  // Catches: the models of the old server shown, and asked, as those of the new one.
  test('its models are looked up anew', async () => {
    const [before, after] = [await openTestUpstream(), await openTestUpstream()];
    const host = openTestTransfer();
    const { id } = await host.providers.create(compatible(before.url));
    await host.providers.models(id, { refresh: true });
    const choices: ImportChoice[] = [{ index: 0, action: 'replace', providerId: id, consents: ['private-address'] }];
    await host.transfer.import({ text: fileOf(compatible(after.url)), choices });
    expect(after.requests).toEqual([]);
    await host.providers.models(id, { refresh: false });
    expect(after.requests).toHaveLength(1);
    expect(host.store.modelChanges.list(id)).toEqual([]);
  });

  // Catches: conversations that lose their provider; old keys and choices left beside the new ones, or old secrets in the vault.
  test('takes the place of the one there is, keys and choices too', async () => {
    const source = openTestTransfer();
    const made = await source.providers.create({ ...compatible(), apiKey: 'sk-next-0123456789abcdef' });
    await source.providers.update({ providerId: made.id, tags: ['new'], isEnabled: false });
    const text = textOf(await source.transfer.export({ passphrase }));

    const host = openTestTransfer();
    const { id } = await host.providers.create({ ...compatible('https://old.example.com/v1'), apiKey: key });
    host.store.modelChoices.put({ providerId: id, modelId: 'old', isEnabled: false, details: {}, underlying: null });
    const choices: ImportChoice[] = [{ index: 0, action: 'replace', providerId: id, consents: [] }];
    const { providers } = await host.transfer.import({ text, passphrase, choices });
    expect(providers).toMatchObject([
      { id, tags: ['new'], isEnabled: false, settings: compatible().settings, credentials: [{ masked: 'sk-…cdef' }] },
    ]);
    expect(host.store.modelChoices.list(id)).toEqual([]);
    expect(host.store.secrets.count()).toBe(1);
    const [row] = host.store.credentials.list(id);
    if (!row) throw new Error('no key');
    expect((await host.vault.reveal(row.secretId)).reveal()).toBe('sk-next-0123456789abcdef');
  });

  // Catches: the password of one proxy given to another.
  test('a stored proxy password stays only with its proxy', async () => {
    const proxied = (proxy: string) => ({ ...compatible(), network: { proxy, proxyUser: 'me' } });
    const host = openTestTransfer();
    const { network, ...rest } = proxied('http://a.example.com:1');
    const { id } = await host.providers.create({ ...rest, network: { ...network, proxyPassword: 'secret' } });
    const choices: ImportChoice[] = [{ index: 0, action: 'replace', providerId: id, consents: [] }];
    await host.transfer.import({ text: fileOf({ ...rest, network }), choices });
    expect(host.providers.get(id).networkSecrets).toEqual(['proxyPassword']);
    await host.transfer.import({ text: fileOf(proxied('http://b.example.com:1')), choices });
    expect([host.providers.get(id).networkSecrets, host.store.secrets.count()]).toEqual([[], 0]);
  });
});

describe('all or nothing', () => {
  // Catches: half of a file imported when the other half cannot be.
  test.each<[string, ImportChoice[], string]>([
    ['a fault further on', [], 'unknown-kind'],
    ['a name that is taken', [{ index: 1, action: 'add', name: 'Server', consents: [] }], 'unknown-kind'],
    [
      'two of one name',
      [
        { index: 1, action: 'skip' },
        { index: 2, action: 'add', name: 'Server', consents: [] },
      ],
      'name-taken',
    ],
    ['a place that is not in the file', [{ index: 3, action: 'skip' }], 'unknown'],
  ])('%s stops it', async (_, choices, reason) => {
    const host = openTestTransfer();
    const text = fileOf(compatible(), { ...compatible(), kind: 'tomorrow' }, { ...compatible(), name: 'Other' });
    await expect(host.transfer.import({ text, choices })).rejects.toMatchObject({ details: { reason } });
    expect([host.providers.list(), host.published]).toEqual([[], []]);
  });

  // Catches: keys without an owner in the vault, and providers without their keys, when the disk fills up in between.
  test('a write that fails leaves neither rows nor secrets', async () => {
    const source = openTestTransfer();
    await source.providers.create({ ...compatible(), apiKey: key });
    await source.providers.create({ ...compatible(), name: 'Other', apiKey: key });
    const text = textOf(await source.transfer.export({ passphrase }));
    const host = openTestTransfer();
    const { insert } = host.store.credentials;
    let inserts = 0;
    host.store.credentials.insert = (row) => {
      inserts += 1;
      if (inserts === 2) throw new Error('disk full');
      return insert(row);
    };
    await expect(host.transfer.import({ text, passphrase, choices: [] })).rejects.toThrow('disk full');
    expect([host.providers.list(), host.store.secrets.count(), host.published]).toEqual([[], 0, []]);
  });

  // Catches: a skipped one that is imported, or whose faults stop the others.
  test('what is skipped does not matter', async () => {
    const host = openTestTransfer();
    const text = fileOf({ ...compatible(), kind: 'tomorrow' }, compatible());
    const { providers } = await host.transfer.import({ text, choices: [{ index: 0, action: 'skip' }] });
    expect(providers.map(({ name }) => name)).toEqual(['Server']);
  });
});
