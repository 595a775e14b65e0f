import type { Webhook, WebhookResult } from '../../../shared/model/health.ts';
import { client } from '../../client/connect.ts';
import { Button } from '../../components/Button.tsx';
import { Details } from '../../components/Details.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { labelClass, rowClass } from '../../components/field.tsx';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { withVault } from '../vault/with-vault.ts';
import { webhook as resource } from './store.ts';

/** How the newest delivery went, and a way to try one. */
export function WebhookDelivery({ webhook }: { webhook: Webhook }) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const words = t.health.settings;
  const { isBusy, error, submit } = useSubmit(async () => {
    await withVault(
      () => client.call('webhook.test', {}),
      (result) => result.failure,
    );
    await resource.refresh();
  });
  const { last, waiting } = webhook;
  return (
    <div className={rowClass}>
      <div className="flex min-w-0 flex-col gap-0.5">
        <span className={labelClass}>{words.delivery}</span>
        <output className="block text-xs tabular-nums">
          <span className={last && !last.isDelivered ? 'text-danger' : 'text-ink-muted'}>
            {last ? resultWords(last, i18n) : words.neverSent}
          </span>
          {waiting > 0 ? <span className="block text-ink-muted">{words.waiting(format.number(waiting))}</span> : null}
        </output>
        {last?.failure ? <Details>{last.failure.message}</Details> : null}
        {error === undefined ? null : <ErrorText error={error} className="mt-2" />}
      </div>
      <Button size="sm" busy={isBusy} onClick={() => void submit()}>
        {words.test}
      </Button>
    </div>
  );
}

function resultWords({ isDelivered, at, status, attempts }: WebhookResult, { t, format }: I18n): string {
  const words = t.health.settings;
  const ago = format.ago(at);
  if (isDelivered) return words.delivered(ago, String(status));
  const answer = status === null ? words.noAnswer : words.answeredWith(String(status));
  return `${words.notDelivered(ago, format.number(attempts))} ${answer}`;
}
