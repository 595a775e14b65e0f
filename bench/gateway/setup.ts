// A home in which two providers lead to the upstream, behind aliases, with a rule that is asked and does not hold.
import pino from 'pino';
import { createEvents } from '../../electron/api/events.ts';
import { createRoutingConfig } from '../../electron/gateway/routing-config.ts';
import { createProviders } from '../../electron/providers/providers.ts';
import { openStore } from '../../electron/store/open-store.ts';
import { openVault } from '../../electron/vault/vault.ts';
import type { AppContract } from '../../shared/contract/contract.ts';
import { aliasChoicesOf } from '../../test/helpers/alias-choices.ts';

export interface BenchOptions {
  home: string;
  upstream: string;
  masterKey: string;
}

export async function bench({ home, upstream, masterKey }: BenchOptions): Promise<number> {
  const log = pino({ level: 'silent' });
  const store = openStore({ folder: home, log });
  const environment = { ENCRYPTION_MASTER_KEY: masterKey };
  const keychain = async () => ({ ok: false, reason: 'none in a bench' }) as const;
  const vault = openVault({ store, keychain, environment, log, onChange: () => {} });
  const providers = createProviders({ store, vault, events: createEvents<AppContract>(), log, environment: {} });
  const config = createRoutingConfig({ store, onChange: () => {} });
  for (const [name, kind] of [
    ['relayed', 'openai-compatible'],
    ['transcoded', 'anthropic-compatible'],
  ] as const) {
    const { id } = await providers.create({
      kind,
      name,
      settings: { baseUrl: `${upstream}/v1` },
      network: {},
      apiKey: 'sk-bench-0123456789abcdef',
    });
    config.createAlias(aliasChoicesOf(`bench-${name}`, [{ providerId: id, modelId: 'bench' }]));
  }
  config.createRule({
    name: 'Asked each time',
    isEnabled: true,
    when: { all: [{ model: 'bench-*' }, { personalData: ['iban', 'card'] }] },
    actions: [{ isLocalOnly: true }],
  });
  providers.close();
  await store.close();
  return 0;
}
