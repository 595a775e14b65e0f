import { useEffect, useState } from 'react';
import { limits } from '../../../shared/model/limits.ts';
import type { VaultStatus } from '../../../shared/model/vault.ts';
import { vaultStatus } from '../../app/resources.ts';
import { client } from '../../client/connect.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';
import { type Submit, useSubmit } from '../../lib/use-submit.ts';
import { NewPassphrase, type PassphraseDraft, passphraseOf } from './NewPassphrase.tsx';
import { answerVault, useIsVaultAsked } from './request-vault.ts';
import { VaultReason } from './VaultReason.tsx';

/** Once per window. Opened by `requestVault()`. */
export function VaultDialog() {
  const isAsked = useIsVaultAsked();
  return isAsked ? <OpenVault /> : null;
}

function OpenVault() {
  const { t } = useI18n();
  const { data: status, error } = useResource(vaultStatus);
  // Another window may have done it meanwhile.
  const isOpen = status?.state === 'unlocked';
  useEffect(() => {
    if (isOpen) answerVault(true);
  }, [isOpen]);
  const close = () => answerVault(false);
  if (!status) {
    return error === undefined ? null : (
      <Dialog open onOpenChange={close} title={t.vault.title} size="sm">
        <ErrorText error={error} />
      </Dialog>
    );
  }
  return status.state === 'not-set-up' ? <SetUp onClose={close} /> : <Unlock status={status} onClose={close} />;
}

/** Runs one change of the vault and keeps its error beside the fields. */
const useVaultChange = (change: () => Promise<VaultStatus>, done: string): Submit =>
  useSubmit(async () => {
    vaultStatus.set(await change());
    toast({ title: done });
  });

function SetUp({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const [draft, setDraft] = useState<PassphraseDraft>({ text: '', repeated: '', isChecked: false });
  const passphrase = passphraseOf(draft);
  const { isBusy, error, submit } = useVaultChange(
    () => client.call('vault.set-up', { passphrase: passphrase ?? '' }),
    t.vault.setUp.done,
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.vault.setUp.title}
      description={t.vault.setUp.body}
      onSubmit={() => {
        setDraft({ ...draft, isChecked: true });
        if (passphrase) void submit();
      }}
      footer={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={isBusy}>
            {t.vault.setUp.action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <NewPassphrase draft={draft} onChange={setDraft} />
        {error === undefined ? null : <ErrorText error={error} />}
      </div>
    </Dialog>
  );
}

function Unlock({ status, onClose }: { status: VaultStatus; onClose: () => void }) {
  const { t } = useI18n();
  const [passphrase, setPassphrase] = useState('');
  const isTyped = status.source === 'passphrase' || status.source === null;
  const { isBusy, error, submit } = useVaultChange(
    () => client.call('vault.unlock', isTyped ? { passphrase } : {}),
    t.vault.unlock.done,
  );
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={t.vault.unlock.title}
      description={isTyped ? t.vault.unlock.body : t.vault.unlock.bodyElsewhere}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={isBusy} disabled={isTyped && passphrase === ''}>
            {isTyped ? t.vault.unlock.action : t.vault.unlock.retry}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {isTyped ? (
          <SecretField
            label={t.vault.passphrase}
            value={passphrase}
            onChange={setPassphrase}
            maxLength={limits.passphrase.max}
          />
        ) : null}
        <VaultReason status={status} />
        {error === undefined ? null : <ErrorText error={error} />}
      </div>
    </Dialog>
  );
}
