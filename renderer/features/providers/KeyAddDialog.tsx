import { useState } from 'react';
import type { Provider } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { useIsVaultAsked } from '../vault/request-vault.ts';
import { withVault } from '../vault/with-vault.ts';
import { ApiKeyField } from './ApiKeyField.tsx';
import { lastPriority } from './key-facts.ts';
import { fieldErrorOf } from './provider-form.ts';
import { useProviders } from './store.ts';

interface AddKeyDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  provider: Provider;
  keyPage: string | null;
}

export function AddKeyDialog({ open, onOpenChange, provider, keyPage }: AddKeyDialogProps) {
  const { t } = useI18n();
  const addKey = useProviders((state) => state.addKey);
  const isVaultAsked = useIsVaultAsked();
  const [apiKey, setApiKey] = useState('');
  const [label, setLabel] = useState('');
  const [keyError, setKeyError] = useState<string>();
  const form = useSubmit(async () => {
    const typed = {
      providerId: provider.id,
      apiKey: apiKey.trim(),
      label: label.trim(),
      priority: lastPriority(provider.credentials),
    };
    try {
      await withVault(() => addKey(typed));
    } catch (thrown) {
      const errors = fieldErrorOf(thrown, ['apiKey'], t);
      if (!errors) throw thrown;
      setKeyError(errors['apiKey']);
      return;
    }
    change(false);
  });
  function change(next: boolean): void {
    setApiKey('');
    setLabel('');
    setKeyError(undefined);
    form.clear();
    onOpenChange(next);
  }
  return (
    <Dialog
      open={open && !isVaultAsked}
      onOpenChange={change}
      title={t.providers.keys.add}
      size="sm"
      onSubmit={() => (apiKey.trim() ? void form.submit() : setKeyError(t.providers.apiKeyMissing))}
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
        <ApiKeyField
          label={t.providers.apiKey}
          keyPage={keyPage}
          value={apiKey}
          onChange={(next) => {
            setApiKey(next);
            setKeyError(undefined);
          }}
          error={keyError}
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
