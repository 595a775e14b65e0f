import { useState } from 'react';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { Credential } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useIsVaultAsked } from '../vault/request-vault.ts';
import { KeyPageLink } from './ProviderFields.tsx';
import { useProviders } from './store.ts';
import { withVault } from './with-vault.ts';

/** A small form's way: one thing under way at a time, and its error beside it. */
function useSubmit(task: () => Promise<void>): {
  isBusy: boolean;
  error: unknown;
  submit(): Promise<void>;
  clear(): void;
} {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  return {
    isBusy,
    error,
    clear: () => setError(undefined),
    async submit() {
      if (isBusy) return;
      setBusy(true);
      setError(undefined);
      try {
        await task();
      } catch (thrown) {
        setError(thrown);
      } finally {
        setBusy(false);
      }
    },
  };
}

interface AddKeyDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  providerId: ProviderId;
  keyPage: string | null;
}

export function AddKeyDialog({ open, onOpenChange, providerId, keyPage }: AddKeyDialogProps) {
  const { t } = useI18n();
  const addKey = useProviders((state) => state.addKey);
  const isVaultAsked = useIsVaultAsked();
  const [apiKey, setApiKey] = useState('');
  const [label, setLabel] = useState('');
  const [isMissing, setMissing] = useState(false);
  const form = useSubmit(async () => {
    await withVault(() => addKey({ providerId, apiKey: apiKey.trim(), label: label.trim() }));
    change(false);
  });
  function change(next: boolean): void {
    setApiKey('');
    setLabel('');
    setMissing(false);
    form.clear();
    onOpenChange(next);
  }
  return (
    <Dialog
      open={open && !isVaultAsked}
      onOpenChange={change}
      title={t.providers.keys.add}
      size="sm"
      onSubmit={() => (apiKey.trim() ? void form.submit() : setMissing(true))}
      footer={
        <>
          <Button onClick={() => change(false)}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={form.isBusy}>
            {t.common.add}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <SecretField
          label={t.providers.apiKey}
          description={
            <>
              {t.providers.apiKeyHelp}
              {keyPage ? <KeyPageLink href={keyPage} /> : null}
            </>
          }
          value={apiKey}
          onChange={(next) => {
            setApiKey(next);
            setMissing(false);
          }}
          error={isMissing ? t.providers.apiKeyMissing : undefined}
        />
        <TextField
          label={t.providers.keys.label}
          description={t.providers.keys.labelHelp}
          value={label}
          onChange={setLabel}
          maxLength={80}
        />
        {form.error === undefined ? null : <ErrorText error={form.error} />}
      </div>
    </Dialog>
  );
}

export function RenameKeyDialog({
  open,
  onClose,
  credential,
}: {
  open: boolean;
  onClose: () => void;
  credential: Credential;
}) {
  const { t } = useI18n();
  const updateKey = useProviders((state) => state.updateKey);
  const [label, setLabel] = useState(credential.label);
  const form = useSubmit(async () => {
    await updateKey({ credentialId: credential.id, label: label.trim() });
    onClose();
  });
  const cancel = (): void => {
    setLabel(credential.label);
    form.clear();
    onClose();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={cancel}
      title={t.common.rename}
      size="sm"
      onSubmit={() => void form.submit()}
      footer={
        <>
          <Button onClick={cancel}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={form.isBusy}>
            {t.common.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField label={t.providers.keys.label} value={label} onChange={setLabel} maxLength={80} />
        {form.error === undefined ? null : <ErrorText error={form.error} />}
      </div>
    </Dialog>
  );
}
