import { useState } from 'react';
import type { Credential } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { useIsVaultAsked } from '../vault/request-vault.ts';
import { ApiKeyField } from './ApiKeyField.tsx';
import { replaceKey } from './key-actions.ts';
import { keyErrorOf, nameOf } from './key-facts.ts';

interface KeyReplaceDialogProps {
  open: boolean;
  onClose: () => void;
  onReplaced: () => void;
  credential: Credential;
  keyPage: string | null;
}

export function KeyReplaceDialog({ open, onClose, onReplaced, credential, keyPage }: KeyReplaceDialogProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.providers.keys;
  const isVaultAsked = useIsVaultAsked();
  const [apiKey, setApiKey] = useState('');
  const [keyError, setKeyError] = useState<string>();
  const form = useSubmit(async () => {
    let isTested: boolean;
    try {
      isTested = await replaceKey(credential.id, apiKey.trim());
    } catch (thrown) {
      const error = keyErrorOf(thrown, i18n);
      if (error === undefined) throw thrown;
      setKeyError(error);
      return;
    }
    close();
    onReplaced();
    toast({
      title: words.replaced,
      description: isTested ? words.replacedTested : words.replacedUntested,
      ...(isTested ? {} : { timeout: 12_000 }),
    });
  });
  function close(): void {
    setApiKey('');
    setKeyError(undefined);
    form.clear();
    onClose();
  }
  return (
    <Dialog
      open={open && !isVaultAsked}
      // The host is at it: closing would leave the person without the answer.
      onOpenChange={() => (form.isBusy ? undefined : close())}
      title={words.replaceTitle(nameOf(credential, t))}
      description={words.replaceHelp}
      size="sm"
      onSubmit={() => (apiKey.trim() ? void form.submit() : setKeyError(t.providers.apiKeyMissing))}
      footer={
        <>
          <Button disabled={form.isBusy} onClick={close}>
            {t.common.cancel}
          </Button>
          <Button type="submit" variant="primary" busy={form.isBusy}>
            {words.submit}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ApiKeyField
          label={words.newKey}
          keyPage={keyPage}
          value={apiKey}
          onChange={(next) => {
            setApiKey(next);
            setKeyError(undefined);
          }}
          error={keyError}
        />
        {form.error === undefined ? null : <ErrorText error={form.error} />}
      </div>
    </Dialog>
  );
}
