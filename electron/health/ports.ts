import type { AppContract } from '../../shared/contract/contract.ts';
import type { ErrorData } from '../../shared/errors/app-error.ts';
import type { BreakerState, Notice } from '../../shared/model/health.ts';
import type { CredentialId, ProviderId } from '../../shared/model/ids.ts';
import type { Credential, Target } from '../../shared/model/provider.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Events } from '../api/events.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open-store.ts';
import type { Vault } from '../vault/vault.ts';

/** Somebody whose health is looked after: an instance, or the models on this computer. */
export interface Watched {
  id: ProviderId;
  name: string;
  kind: string;
  isEnabled: boolean;
  isLocal: boolean;
  credentials: readonly Credential[];
}

/** What came of one question. */
export interface Probed {
  /** Ms; null where nothing answered. */
  responseTime: number | null;
  /** Null: there is no list to ask for, or it was not given. */
  modelIds: string[] | null;
  /** Whether the answer says that the key is good. */
  provesKey: boolean;
  failure: ErrorData | null;
}

export interface ProbedToken {
  modelId: string;
  /** Ms. */
  firstToken: number | null;
  failure: ErrorData | null;
}

/** The questions that a check asks. Neither of them throws. */
export interface Probe {
  /** Costs nothing. `key` null: without one. */
  ask(watched: Watched, key: CredentialId | null, signal: AbortSignal): Promise<Probed>;
  /** One token; null where no model is asked. */
  askToken(watched: Watched, signal: AbortSignal): Promise<ProbedToken | null>;
}

/** Calls once, after so many ms; what is given back takes that back. */
export type SetTimer = (run: () => void, ms: number) => () => void;

export interface HealthPorts {
  store: Pick<
    Store,
    | 'attempts'
    | 'healthChecks'
    | 'incidents'
    | 'notices'
    | 'webhooks'
    | 'secrets'
    | 'models'
    | 'providers'
    | 'transaction'
  >;
  vault: Pick<Vault, 'seal' | 'reveal' | 'forget'>;
  events: Events<AppContract>;
  log: Log;
  settings(): Pick<Settings, 'healthMinutes' | 'systemNotices'>;
  watched(): readonly Watched[];
  probe: Probe;
  /** The breakers of a target, for the board. Default: nobody knows. */
  breakersOf?(target: Target): Record<'instance' | 'model', { state: BreakerState }>;
  /** Shows a notice of the system. Default: none, there is no desktop. */
  notify?(notice: Notice): void;
  /** Whether an address of a URL can only be of one's own machine or network. */
  isOwnNetwork(url: URL): boolean;
  /** How the webhook is reached. Default: fetch. */
  fetch?: typeof fetch;
  /** Whether this computer has a network at all. Default: an interface other than loopback has an address. */
  isOnline?(): boolean;
  /** UTC ms. Default: the clock. */
  now?: () => number;
  setTimer?: SetTimer;
  /** 0 to 1, without 1. Default: Math.random. */
  random?: () => number;
}
