import { useState } from 'react';
import type { Webhook } from '../../../shared/model/health.ts';
import { client } from '../../client/connect.ts';
import { Button } from '../../components/Button.tsx';
import { Callout } from '../../components/Callout.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { TextField } from '../../components/TextField.tsx';
import { errorDataOf, errorWords } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { withVault } from '../vault/with-vault.ts';
import { webhook as resource } from './store.ts';

/** Saved when the field is left, as the settings beside it. */
export function WebhookUrl({ webhook }: { webhook: Webhook }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.health.settings;
  const [draft, setDraft] = useState<string>();
  const [error, setError] = useState<string>();
  const [secret, setSecret] = useState<string | null>(null);
  const stored = webhook.url ?? '';

  const save = async (): Promise<void> => {
    const typed = draft?.trim();
    if (typed === undefined || typed === stored) {
      setDraft(undefined);
      setError(undefined);
      return;
    }
    try {
      const url = typed === '' ? null : typed;
      const result = await withVault(() => client.call('webhook.update', { url }));
      resource.set(result.webhook);
      setSecret(result.secret);
      setDraft(undefined);
      setError(undefined);
    } catch (thrown) {
      const { title, remedy } = errorWords(thrown, i18n);
      setError(errorDataOf(thrown).code === 'VALIDATION_FAILED' ? words.urlWrong : `${title}. ${remedy}`);
    }
  };

  return (
    <div className="flex flex-col gap-3 px-4 py-3">
      <TextField
        mono
        type="url"
        label={words.url}
        description={words.urlHelp}
        placeholder="https://"
        value={draft ?? stored}
        error={error}
        onChange={(text) => {
          setDraft(text);
          setError(undefined);
        }}
        onBlur={() => void save()}
        onKeyDown={({ key }) => {
          if (key === 'Enter') void save();
          if (key === 'Escape') setDraft(undefined);
        }}
      />
      {secret === null ? null : <MadeSecret secret={secret} onDone={() => setSecret(null)} />}
    </div>
  );
}

/** One that was made here: to be copied now, or never. */
export function MadeSecret({ secret, onDone }: { secret: string; onDone?: () => void }) {
  const { t } = useI18n();
  const words = t.health.settings;
  return (
    <Callout
      title={words.secretShown}
      action={
        onDone ? (
          <Button size="sm" onClick={onDone}>
            {words.done}
          </Button>
        ) : undefined
      }
    >
      <span className="flex items-center gap-1">
        <code className="select-text break-all text-xs">{secret}</code>
        <CopyButton text={secret} label={words.copySecret} />
      </span>
    </Callout>
  );
}
