import { useState } from 'react';
import type { VaultSource, VaultStatus } from '../../../shared/model/vault.ts';
import { vaultStatus } from '../../app/resources.ts';
import { client } from '../../client/connect.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Select } from '../../components/Select.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { NewPassphrase, type PassphraseDraft, passphraseOf } from './NewPassphrase.tsx';

const emptyDraft: PassphraseDraft = { text: '', repeated: '', isChecked: false };

interface RotateDialogProps {
  status: VaultStatus;
  onClose: () => void;
}

/** A new master key, and the choice of where it is kept. */
export function RotateDialog({ status, onClose }: RotateDialogProps) {
  const { t } = useI18n();
  const words = t.vault.rotate;
  // A new key in the environment cannot be put there by the app, so it is offered only where it already is.
  const sources: VaultSource[] = [
    ...(status.isKeychainAvailable ? (['keychain'] as const) : []),
    'passphrase',
    ...(status.source === 'environment' ? (['environment'] as const) : []),
  ];
  const [source, setSource] = useState<VaultSource>(status.source ?? sources[0] ?? 'passphrase');
  const [draft, setDraft] = useState(emptyDraft);
  const passphrase = passphraseOf(draft);
  const { isBusy, error, submit } = useSubmit(async () => {
    setDraft({ ...draft, isChecked: true });
    if (source === 'passphrase' && !passphrase) return;
    const input = source === 'passphrase' && passphrase ? { source, passphrase } : { source };
    vaultStatus.set(await client.call('vault.rotate', input));
    toast({ title: words.done });
    onClose();
  });

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title}
      description={words.body}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={isBusy}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Select
          label={words.source}
          value={source}
          onChange={setSource}
          options={sources.map((value) => ({ value, label: words.sources[value] }))}
        />
        {source === 'passphrase' ? (
          <NewPassphrase draft={draft} onChange={setDraft} label={words.newPassphrase} />
        ) : null}
        {error === undefined ? null : <ErrorText error={error} />}
      </div>
    </Dialog>
  );
}
