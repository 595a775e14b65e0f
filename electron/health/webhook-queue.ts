import { toAppError } from '../../shared/errors/app-error.ts';
import type { WebhookResult } from '../../shared/model/health.ts';
import type { NoticeId } from '../../shared/model/ids.ts';
import type { HealthPorts, SetTimer } from './ports.ts';
import type { SendToWebhook } from './webhook-send.ts';

export interface WebhookQueueOptions {
  store: Pick<HealthPorts['store'], 'webhooks'>;
  log: HealthPorts['log'];
  send: SendToWebhook;
  onChange(): void;
  now(): number;
  setTimer: SetTimer;
}

const second = 1000;
/** Waits between the tries: five of them within about three hours. In ms. */
const waits = [30 * second, 5 * 60 * second, 30 * 60 * second, 120 * 60 * second] as const;
const mostAttempts = waits.length + 1;
/** While the vault is locked nothing can be signed; that is no try. In ms. */
const lockedWait = 60 * second;
const vaultCodes = ['VAULT_LOCKED', 'VAULT_NOT_SET_UP', 'KEYCHAIN_UNAVAILABLE'];

export type WebhookQueue = ReturnType<typeof createWebhookQueue>;

/**
 * What the webhook is still to be told, on disk: a restart loses nothing. A delivery goes from there the moment it was
 * taken; when the host is killed between the two it is sent once more, with the same id, by which a receiver knows it.
 */
export function createWebhookQueue({ store, log, send, onChange, now, setTimer }: WebhookQueueOptions) {
  const { webhooks } = store;
  const closing = new AbortController();
  let cancel = (): void => {};
  let running: Promise<void> | undefined;

  const plan = (): void => {
    cancel();
    if (closing.signal.aborted || running) return;
    const [first] = webhooks.waiting().toSorted((one, other) => one.nextAt - other.nextAt);
    if (first) cancel = setTimer(wake, Math.min(Math.max(0, first.nextAt - now()), waits[3]));
  };

  const finish = (result: WebhookResult): void => {
    webhooks.put({ ...webhooks.get(), last: result });
    onChange();
  };

  async function deliver(id: NoticeId, body: string, before: number): Promise<void> {
    const attempts = before + 1;
    const result = await send({ id, body, signal: closing.signal });
    // What the end of the host cut off is tried again by the next one.
    if (closing.signal.aborted && !result.isDelivered) return;
    // The webhook may have been removed, or moved, meanwhile.
    if (!webhooks.waiting().some((one) => one.id === id)) return;
    if (!result.isDelivered && vaultCodes.includes(result.failure?.code ?? '')) {
      webhooks.postpone(id, { attempts: before, nextAt: now() + lockedWait });
      return;
    }
    const wait = waits[before];
    if (result.isDelivered || wait === undefined) webhooks.settle(id);
    else webhooks.postpone(id, { attempts, nextAt: now() + wait });
    if (!result.isDelivered) {
      const { status, failure } = result;
      log.warn(
        { deliveryId: id, attempts, status, code: failure?.code, isLast: wait === undefined },
        'the webhook failed',
      );
    }
    finish({ ...result, attempts });
  }

  /** One after the other: they arrive in the order in which things happened. */
  async function run(): Promise<void> {
    for (const { id, body, attempts, nextAt } of webhooks.waiting()) {
      if (closing.signal.aborted) return;
      if (nextAt <= now()) await deliver(id, body, Math.min(attempts, mostAttempts - 1));
    }
  }

  function wake(): void {
    if (running || closing.signal.aborted) return;
    running = run()
      .catch((error: unknown) => {
        if (!closing.signal.aborted) log.error({ err: toAppError(error) }, 'the webhook could not be told');
      })
      .finally(() => {
        running = undefined;
        plan();
      });
  }

  return {
    /** Nothing where there is no webhook. */
    add(id: NoticeId, content: Record<string, unknown>): void {
      if (webhooks.get().url === null) return;
      webhooks.queue({ id, body: JSON.stringify({ id, ...content }), nextAt: now(), createdAt: now() });
    },
    wake,
    async close(): Promise<void> {
      closing.abort();
      cancel();
      await running;
    },
  };
}
