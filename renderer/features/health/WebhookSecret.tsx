import { useState } from 'react';
import { client } from '../../client/connect.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { descriptionClass, labelClass, rowClass } from '../../components/field.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { withVault } from '../vault/with-vault.ts';
import { webhook } from './store.ts';
import { MadeSecret } from './WebhookUrl.tsx';

/** Characters; the host wants as many. */
const shortest = 16;

/** What signs the notices: another one, typed or made. */
export function WebhookSecret() {
  const { t } = useI18n();
  const words = t.health.settings;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [made, setMade] = useState<string>();
  const { isBusy, error, submit, clear } = useSubmit(async () => {
    const secret = typed.trim();
    if (secret !== '' && secret.length < shortest) {
      setWrong(words.secretShort);
      return;
    }
    const result = await withVault(() => client.call('webhook.update', { secret: secret === '' ? null : secret }));
    webhook.set(result.webhook);
    if (result.secret === null) leave();
    else setMade(result.secret);
  });
  function leave(): void {
    clear();
    setOpen(false);
    setTyped('');
    setWrong(undefined);
    setMade(undefined);
  }
  return (
    <>
      <div className={rowClass}>
        <span className="flex min-w-0 flex-col gap-0.5">
          <span className={labelClass}>{words.secret}</span>
          <span className={descriptionClass}>{words.secretHelp}</span>
        </span>
        <Button size="sm" onClick={() => setOpen(true)}>
          {words.changeSecret}
        </Button>
      </div>
      <Dialog
        open={isOpen}
        onOpenChange={leave}
        title={words.changeSecret}
        onSubmit={() => void (made === undefined ? submit() : leave())}
        footer={
          <>
            {made === undefined ? <Button onClick={leave}>{t.common.cancel}</Button> : null}
            <Button type="submit" variant="primary" busy={isBusy}>
              {made === undefined ? t.common.save : words.done}
            </Button>
          </>
        }
      >
        {error === undefined ? null : <ErrorText error={error} className="mb-4" />}
        {made === undefined ? (
          <SecretField
            label={words.secretField}
            description={words.secretFieldHelp}
            maxLength={200}
            value={typed}
            error={wrong}
            onChange={(text) => {
              setTyped(text);
              setWrong(undefined);
            }}
          />
        ) : (
          <MadeSecret secret={made} />
        )}
      </Dialog>
    </>
  );
}
