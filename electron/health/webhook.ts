import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Webhook, WebhookResult } from '../../shared/model/health.ts';
import { newId } from '../lib/id.ts';
import { Secret } from '../lib/secret.ts';
import type { HealthPorts, SetTimer } from './ports.ts';
import { createWebhookQueue } from './webhook-queue.ts';
import { createWebhookSend } from './webhook-send.ts';

export interface WebhookOptions extends Pick<HealthPorts, 'vault' | 'isOwnNetwork' | 'fetch' | 'log'> {
  store: Pick<HealthPorts['store'], 'webhooks' | 'transaction'>;
  events: Pick<HealthPorts['events'], 'publish'>;
  now(): number;
  setTimer: SetTimer;
}

export interface WebhookChange {
  url?: string | null;
  secret?: string | null;
}

export type OpenWebhook = ReturnType<typeof openWebhook>;

/** Where notices are sent to, as a person says, and what is still to be sent. */
export function openWebhook(options: WebhookOptions) {
  const { store, vault, isOwnNetwork, events, now } = options;
  const { webhooks } = store;
  const onChange = (): void => events.publish('webhook.changed', {});
  const send = createWebhookSend({ ...options, fetch: options.fetch ?? fetch });
  const queue = createWebhookQueue({ ...options, send, onChange });

  const describe = (): Webhook => {
    const { url, secretId, last } = webhooks.get();
    return { url, hasSecret: secretId !== null, last, waiting: webhooks.countWaiting() };
  };

  /** Throws VALIDATION_FAILED for what is no address, or one that would carry notices through the open in the clear. */
  function checkUrl(text: string): string {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isGood = url?.protocol === 'https:' || (url?.protocol === 'http:' && isOwnNetwork(url));
    if (url && isGood && url.username === '' && url.password === '') return url.href;
    const message =
      'The address of a webhook begins with https://, or with http:// inside your own network, and holds no user name.';
    throw new AppError('VALIDATION_FAILED', message, { details: { param: 'url' } });
  }

  return {
    ...queue,
    get: describe,

    /** A webhook always has a secret: where none is typed, one is made, and given back this once. */
    async update({ url: typed, secret: typedSecret }: WebhookChange): Promise<{
      webhook: Webhook;
      secret: string | null;
    }> {
      const before = webhooks.get();
      const url = typed === undefined ? before.url : typed && checkUrl(typed);
      const needsOne = typedSecret === null || (typedSecret === undefined && url !== null && before.secretId === null);
      const made = needsOne ? `whsec_${randomBytes(24).toString('base64url')}` : null;
      const text = made ?? typedSecret ?? null;
      const sealed = text === null ? null : await vault.seal(new Secret(text));
      try {
        store.transaction(() => {
          const isGone = url === null;
          const known = webhooks.get();
          const secretId = isGone ? null : (sealed ?? known.secretId);
          webhooks.put({ url, secretId, last: url === known.url ? known.last : null });
          // What was meant for another address is nobody's business here.
          if (url !== known.url) webhooks.clear();
          if (known.secretId !== null && known.secretId !== secretId) vault.forget(known.secretId);
          if (isGone && sealed !== null) vault.forget(sealed);
        });
      } catch (error) {
        if (sealed !== null) vault.forget(sealed);
        throw error;
      }
      onChange();
      return { webhook: describe(), secret: url === null ? null : made };
    },

    /** Once, and now; it waits in no queue. */
    async test(signal: AbortSignal): Promise<WebhookResult> {
      if (webhooks.get().url === null) throw new AppError('NOT_FOUND', 'There is no webhook. Type its address first.');
      const id = newId();
      const body = JSON.stringify({ id, type: 'test', createdAt: new Date(now()).toISOString() });
      const result = await send({ id, body, signal });
      webhooks.put({ ...webhooks.get(), last: result });
      onChange();
      return result;
    },
  };
}
