import { appContract } from './app.ts';
import { chatContract } from './chat.ts';
import type * as Define from './define.ts';
import { localContract } from './local.ts';
import { providersContract } from './providers.ts';
import { vaultContract } from './vault.ts';

/** The only way in for the window and for management: every call, stream and event of the app, once. */
export const contract = {
  ...appContract,
  ...vaultContract,
  ...providersContract,
  ...localContract,
  ...chatContract,
} as const;

export type AppContract = typeof contract;
export type Input<K extends keyof AppContract> = Define.Input<AppContract, K>;
