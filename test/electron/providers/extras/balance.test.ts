import { describe, expect, test } from 'vitest';
import { newId } from '../../../../electron/lib/id.ts';
import { toNano } from '../../../../electron/providers/forms/extras/nano.ts';
import type { CredentialId } from '../../../../shared/model/ids.ts';
import { addProvider, json, openVendorServer, type VendorServer } from './vendor-server.ts';

const usd = (entry: object) => ({ name: null, left: null, used: null, limit: null, resetsAt: null, ...entry });
const key = 'sk-test-0123456789';

interface Case {
  kind: string;
  routes: VendorServer['routes'];
  asked: string[];
  header: [string, string];
  entries: object[];
}

const cases: Case[] = [
  {
    kind: 'openrouter',
    routes: {
      'GET /api/v1/key': json({ data: { label: 'sk-or-v1-1…2', usage: 25.5, limit: 100, limit_remaining: 74.5 } }),
      'GET /api/v1/credits': json({ data: { total_credits: 110.75, total_usage: 25.7500000015 } }),
    },
    asked: ['GET https://openrouter.ai/api/v1/credits', 'GET https://openrouter.ai/api/v1/key'],
    header: ['authorization', `Bearer ${key}`],
    entries: [
      { what: 'left', unit: 'nano-usd', left: 84_999_999_999, used: 25_750_000_001, limit: 110_750_000_000 },
      { what: 'key', unit: 'nano-usd', left: 74_500_000_000, used: 25_500_000_000, limit: 100_000_000_000 },
    ],
  },
  {
    kind: 'deepseek',
    routes: {
      'GET /user/balance': json({
        is_available: true,
        balance_infos: [
          { currency: 'CNY', total_balance: '110.00', granted_balance: '10.00', topped_up_balance: '100.00' },
        ],
      }),
    },
    asked: ['GET https://api.deepseek.com/user/balance'],
    header: ['authorization', `Bearer ${key}`],
    entries: [
      { what: 'left', unit: 'nano-cny', left: 110_000_000_000 },
      { what: 'granted', unit: 'nano-cny', left: 10_000_000_000 },
      { what: 'paid', unit: 'nano-cny', left: 100_000_000_000 },
    ],
  },
  {
    kind: 'novita',
    routes: {
      'GET /openapi/v1/billing/balance/detail': json({ availableBalance: '1000000', cashBalance: '800001' }),
    },
    asked: ['GET https://api.novita.ai/openapi/v1/billing/balance/detail'],
    header: ['authorization', `Bearer ${key}`],
    entries: [
      { what: 'left', unit: 'nano-usd', left: 100_000_000_000 },
      { what: 'paid', unit: 'nano-usd', left: 80_000_100_000 },
    ],
  },
  {
    kind: 'vercel-ai-gateway',
    routes: { 'GET /v1/credits': json({ balance: '95.50', total_used: '4.50' }) },
    asked: ['GET https://ai-gateway.vercel.sh/v1/credits'],
    header: ['authorization', `Bearer ${key}`],
    entries: [{ what: 'left', unit: 'nano-usd', left: 95_500_000_000, used: 4_500_000_000 }],
  },
  {
    kind: 'stability',
    routes: { 'GET /v1/user/balance': json({ credits: 0.6336833840314097 }) },
    asked: ['GET https://api.stability.ai/v1/user/balance'],
    header: ['authorization', `Bearer ${key}`],
    entries: [{ what: 'left', unit: 'nano-credits', left: 633_683_384 }],
  },
  {
    kind: 'elevenlabs',
    routes: {
      'GET /v1/user/subscription': json({
        tier: 'creator',
        character_count: 17_231,
        character_limit: 100_000,
        next_character_count_reset_unix: 1_738_356_858,
      }),
    },
    asked: ['GET https://api.elevenlabs.io/v1/user/subscription'],
    header: ['xi-api-key', key],
    entries: [
      {
        what: 'plan',
        name: 'creator',
        unit: 'characters',
        left: 82_769,
        used: 17_231,
        limit: 100_000,
        resetsAt: 1_738_356_858_000,
      },
    ],
  },
  {
    kind: 'deepgram',
    routes: {
      'GET /v1/projects': json({ projects: [{ project_id: 'p 1', name: 'Radio' }] }),
      'GET /v1/projects/p 1/balances': json({
        balances: [
          { balance_id: 'b', amount: 199.5, units: 'usd' },
          { balance_id: 'c', amount: 1.25, units: 'hour' },
        ],
      }),
    },
    asked: ['GET https://api.deepgram.com/v1/projects', 'GET https://api.deepgram.com/v1/projects/p%201/balances'],
    header: ['authorization', `Token ${key}`],
    entries: [
      { what: 'project', name: 'Radio', unit: 'nano-usd', left: 199_500_000_000 },
      { what: 'project', name: 'Radio', unit: 'nano-hours', left: 1_250_000_000 },
    ],
  },
];

describe('the balance of each vendor that tells one', () => {
  // Catches: a wrong address or header, a sum that is off by a factor, a field read as another one.
  test.each(cases)('$kind', async ({ kind, routes, asked, header: [name, value], entries }) => {
    const server = await openVendorServer(routes);
    const { extras, provider } = await addProvider(server, { kind });
    const [found] = await extras.balance(provider.id, { refresh: false });
    expect(found?.failure).toBeNull();
    expect(found?.credentialId).toBe(provider.credentials[0]?.id);
    expect(found?.entries).toEqual(entries.map(usd));
    expect(server.asked.map(({ line }) => line).toSorted()).toEqual(asked);
    for (const { headers } of server.asked) expect(headers[name]).toBe(value);
  });

  // Catches: an account that only management keys may see taking the key's own limit with it.
  test('a key that may not see the account still tells its own limit', async () => {
    const server = await openVendorServer({
      'GET /api/v1/key': json({ data: { usage: 1, limit: null, limit_remaining: null } }),
      'GET /api/v1/credits': json({ error: { code: 403, message: 'Only management keys.' } }, 403),
    });
    const { extras, provider } = await addProvider(server, { kind: 'openrouter' });
    const [found] = await extras.balance(provider.id, { refresh: false });
    expect(found).toMatchObject({ failure: null, entries: [{ what: 'key', used: 1_000_000_000, limit: null }] });
  });
});

describe('asking', () => {
  const deepseek = (total: string) =>
    json({
      balance_infos: [{ currency: 'USD', total_balance: total, granted_balance: '0', topped_up_balance: total }],
    });

  // Catches: a provider asked on every look, a refresh that does nothing, an answer kept for a key that was swapped.
  test('is done once a minute, at once on wish, and anew for another key', async () => {
    let time = 1_000_000;
    const server = await openVendorServer({ 'GET /user/balance': deepseek('1') });
    const { extras, provider, providers } = await addProvider(server, { kind: 'deepseek', now: () => time });
    const left = async (refresh = false) => (await extras.balance(provider.id, { refresh }))[0]?.entries[0]?.left;
    expect(await Promise.all([left(), left(), left()])).toEqual([1e9, 1e9, 1e9]);
    expect(server.asked).toHaveLength(1);
    server.routes['GET /user/balance'] = deepseek('2');
    time += 59_000;
    expect(await left()).toBe(1e9);
    expect(await left(true)).toBe(2e9);
    time += 60_000;
    server.routes['GET /user/balance'] = deepseek('3');
    expect(await left()).toBe(3e9);
    server.routes['GET /user/balance'] = deepseek('4');
    server.routes['GET /models'] = json({ data: [] });
    time += 1;
    const id = provider.credentials[0]?.id ?? newId<CredentialId>();
    await providers.rotateKey(id, 'sk-another-0123456789', new AbortController().signal);
    expect(await left()).toBe(4e9);
  });

  // Catches: one key speaking for all accounts, one refused key hiding the rest, a key in a message.
  test('each key has its own balance or its own failure', async () => {
    const server = await openVendorServer({
      'GET /user/balance': (asked, response) =>
        asked.headers.authorization === 'Bearer sk-bad-0123456789'
          ? json({ error: { message: 'Authentication Fails', code: 'invalid_request_error' } }, 401)(asked, response)
          : deepseek('5')(asked, response),
    });
    const { extras, provider, providers, log } = await addProvider(server, { kind: 'deepseek' });
    const bad = await providers.addKey(provider.id, { apiKey: 'sk-bad-0123456789', label: 'other account' });
    const off = await providers.addKey(provider.id, { apiKey: 'sk-off-0123456789', label: 'off' });
    providers.updateKey(off.id, { isEnabled: false });
    const found = await extras.balance(provider.id, { refresh: false });
    expect(found).toMatchObject([
      { credentialId: provider.credentials[0]?.id, failure: null, entries: [{ left: 5e9 }, {}, {}] },
      { credentialId: bad.id, failure: { code: 'INVALID_API_KEY' }, entries: [] },
    ]);
    expect(JSON.stringify([found, log.lines])).not.toContain('sk-bad-0123456789');
  });

  // Catches: an answer in another shape shown as an empty or zero balance.
  test('an answer that cannot be read is said to be one', async () => {
    const server = await openVendorServer({ 'GET /user/balance': json({ message: 'welcome' }) });
    const { extras, provider } = await addProvider(server, { kind: 'deepseek' });
    const [found] = await extras.balance(provider.id, { refresh: false });
    expect(found).toMatchObject({ entries: [], failure: { code: 'PROVIDER_BAD_ANSWER' } });
  });

  // Catches: a section in the window for what the vendor has not, or none for what it has.
  test('a vendor says what it has, and refuses the rest clearly', async () => {
    const server = await openVendorServer({});
    const { extras, provider, providers } = await addProvider(server, { kind: 'groq' });
    const kinds = new Map(providers.kinds().map(({ id, extras: has }) => [id, has]));
    for (const { kind } of cases) expect(kinds.get(kind)).toContain('balance');
    expect(kinds.get('groq')).not.toContain('balance');
    const [found] = await extras.balance(provider.id, { refresh: false });
    expect(found?.failure).toMatchObject({ code: 'MODEL_LACKS_CAPABILITY', details: { capability: 'balance' } });
    expect(server.asked).toEqual([]);
  });
});

describe('billionths', () => {
  // Catches: 0.1 + 0.2 in somebody's balance.
  test.each([
    ['110.00', 110_000_000_000],
    [0.6336833840314097, 633_683_384],
    ['-3.5', -3_500_000_000],
    [1e-7, 100],
    ['1e2', 100_000_000_000],
    [0, 0],
    ['.5', 500_000_000],
    ['', null],
    ['twelve', null],
    ['99999999999', null],
  ])('%s is %s', (given, nano) => {
    expect(toNano(given)).toBe(nano);
  });
});
