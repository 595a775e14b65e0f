// Store, vault, providers and gateway as the host builds them, over a home of their own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { createEvents } from '../../electron/api/events.ts';
import { createGateway } from '../../electron/gateway/gateway.ts';
import { createProviders } from '../../electron/providers/providers.ts';
import { openStore } from '../../electron/store/open-store.ts';
import { openVault } from '../../electron/vault/vault.ts';
import type { AppContract } from '../../shared/contract/contract.ts';

export function openHost() {
  const home = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  const log = pino({ level: 'silent' });
  const store = openStore({ folder: home, log });
  const vault = openVault({
    store,
    keychain: async () => ({ ok: false, reason: 'none in a bench' }),
    environment: { ENCRYPTION_MASTER_KEY: 'ab'.repeat(32) },
    log,
    onChange: () => {},
  });
  const providers = createProviders({ store, vault, events: createEvents<AppContract>(), log, environment: {} });
  const gateway = createGateway({ connect: providers.connect, requests: store.requests, log });
  return {
    providers,
    gateway,
    store,
    async close() {
      providers.close();
      await store.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
