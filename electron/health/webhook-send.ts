import { AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { WebhookResult } from '../../shared/model/health.ts';
import type { HealthPorts } from './ports.ts';
import { signBody } from './sign-body.ts';

export interface WebhookSendOptions extends Pick<HealthPorts, 'vault'> {
  store: Pick<HealthPorts['store'], 'webhooks'>;
  fetch: typeof fetch;
  now(): number;
  /** In ms. Default: 10 s. */
  timeout?: number;
}

export type SendToWebhook = (message: { id: string; body: string; signal: AbortSignal }) => Promise<WebhookResult>;

/** One try. Never throws: what went wrong is in the result. */
export const createWebhookSend = (options: WebhookSendOptions): SendToWebhook => {
  const { store, vault, fetch: fetchIt, now, timeout = 10_000 } = options;
  return async ({ id, body, signal }) => {
    try {
      const { url, secretId } = store.webhooks.get();
      if (url === null) throw new AppError('NOT_FOUND', 'There is no webhook. Type its address first.');
      if (secretId === null) {
        throw new AppError('VALIDATION_FAILED', 'The webhook has no secret to sign with. Make another one.');
      }
      const signature = signBody(body, await vault.reveal(secretId), now());
      const response = await fetchIt(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Switchyard',
          'x-switchyard-delivery': id,
          'x-switchyard-signature': signature,
        },
        // What is signed for one address is not for another.
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      });
      await response.body?.cancel();
      const { status, ok } = response;
      return { at: now(), isDelivered: ok, status, failure: ok ? null : refused(status).toJSON(), attempts: 1 };
    } catch (thrown) {
      const failure = (thrown instanceof AppError ? thrown : unreachable(thrown)).toJSON();
      return { at: now(), isDelivered: false, status: null, failure, attempts: 1 };
    }
  };
};

const refused = (status: number): AppError =>
  new AppError('PROVIDER_REJECTED', `The webhook answered with HTTP ${status}. Check its address and its receiver.`, {
    details: { status },
  });

/** Without what was thrown: it may name the address, which can hold a token. */
function unreachable(thrown: unknown): AppError {
  const cause: unknown = thrown instanceof Error ? thrown.cause : undefined;
  const { code } = (cause ?? {}) as { code?: unknown };
  const details = typeof code === 'string' ? { reason: code } : {};
  const isSlow = thrown instanceof DOMException && thrown.name === 'TimeoutError';
  if (isSlow) return new AppError('PROVIDER_TIMEOUT', 'The webhook did not answer in time. Check its receiver.');
  if (thrown instanceof TypeError) {
    return new AppError('PROVIDER_UNREACHABLE', 'The webhook was not reached. Check its address.', { details });
  }
  return toAppError(thrown);
}
