import { appContract } from './app.ts';
import { batchesContract } from './batches.ts';
import { chatContract } from './chat.ts';
import { connectionTestsContract } from './connection-tests.ts';
import type * as Define from './define.ts';
import { extrasContract } from './extras.ts';
import { healthContract } from './health.ts';
import { localContract } from './local.ts';
import { providersContract } from './providers.ts';
import { responseCacheContract } from './response-cache.ts';
import { routingContract } from './routing.ts';
import { signInContract } from './sign-in.ts';
import { transferContract } from './transfer.ts';
import { vaultContract } from './vault.ts';
import { votesContract } from './votes.ts';

/** The only way in for the window and for management: every call, stream and event of the app, once. */
export const contract = {
  ...appContract,
  ...vaultContract,
  ...providersContract,
  ...connectionTestsContract,
  ...signInContract,
  ...transferContract,
  ...extrasContract,
  ...localContract,
  ...routingContract,
  ...batchesContract,
  ...healthContract,
  ...responseCacheContract,
  ...chatContract,
  ...votesContract,
} as const;

export type AppContract = typeof contract;
export type Input<K extends keyof AppContract> = Define.Input<AppContract, K>;
