import type { AppContract } from '../../shared/contract/contract.ts';
import type { Events } from '../api/events.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open-store.ts';

export interface ChatPorts {
  store: Pick<Store, 'conversations' | 'messages' | 'transaction'>;
  gateway: Pick<Gateway, 'stream'>;
  events: Pick<Events<AppContract>, 'publish'>;
  log: Log;
  /** UTC ms. Default: the clock. */
  now?: () => number;
}
