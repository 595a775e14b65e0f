import { useState } from 'react';
import type { Provider } from '../../../shared/model/provider.ts';
import { client } from '../../client/connect.ts';
import { Button } from '../../components/Button.tsx';
import { Callout } from '../../components/Callout.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Switch } from '../../components/Switch.tsx';
import { toast } from '../../components/Toasts.tsx';
import { errorDataOf, reasonOf } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { NewPassphrase, type PassphraseDraft, passphraseOf } from '../vault/NewPassphrase.tsx';
import { useIsVaultAsked } from '../vault/request-vault.ts';
import { withVault } from '../vault/with-vault.ts';
import { exportName, saveFile } from './save-file.ts';

interface ExportDialogProps {
  open: boolean;
  onClose: () => void;
  providers: readonly Provider[];
}

const emptyDraft: PassphraseDraft = { text: '', repeated: '', isChecked: false };

export function ExportDialog({ open, onClose, providers }: ExportDialogProps) {
  const { t, format } = useI18n();
  const words = t.transfer.export;
  const isVaultAsked = useIsVaultAsked();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [withKeys, setWithKeys] = useState(false);
  const [draft, setDraft] = useState(emptyDraft);
  const chosen = providers.filter(({ id }) => !left.has(id));
  const passphrase = passphraseOf(draft);

  const form = useSubmit(async () => {
    setDraft({ ...draft, isChecked: true });
    if (chosen.length === 0 || (withKeys && !passphrase)) return;
    const wishes = { providerIds: chosen.map(({ id }) => id), ...(withKeys && passphrase && { passphrase }) };
    const file = await withVault(() => client.call('transfer.export', wishes));
    saveFile(exportName(new Date()), `${JSON.stringify(file, null, 2)}\n`);
    toast({ title: words.done(t.transfer.providers(format.number(chosen.length), chosen.length === 1)) });
    onClose();
  });
  const include = (id: string, isIncluded: boolean): void => {
    const next = new Set(left);
    if (isIncluded) next.delete(id);
    else next.add(id);
    setLeft(next);
  };

  return (
    <Dialog
      open={open && !isVaultAsked}
      onOpenChange={() => (form.isBusy ? undefined : onClose())}
      title={words.title}
      description={words.body}
      onSubmit={() => void form.submit()}
      footer={
        <>
          <Button disabled={form.isBusy} onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button type="submit" variant="primary" busy={form.isBusy} disabled={chosen.length === 0}>
            {words.submit}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1.5 font-medium text-ink text-sm">{words.which}</legend>
          <ul className="max-h-56 divide-y divide-line overflow-y-auto rounded-lg border border-line bg-surface">
            {providers.map(({ id, name }) => (
              <li key={id} className="flex items-center gap-3 px-3 py-2">
                <span className="min-w-0 flex-1 truncate text-sm">{name}</span>
                <Switch
                  hideLabel
                  label={words.include(name)}
                  checked={!left.has(id)}
                  onChange={(isIncluded) => include(id, isIncluded)}
                />
              </li>
            ))}
          </ul>
          {chosen.length === 0 ? <p className="text-danger text-xs">{words.none}</p> : null}
        </fieldset>
        <Switch label={words.withKeys} description={words.withKeysHelp} checked={withKeys} onChange={setWithKeys} />
        {withKeys ? <NewPassphrase draft={draft} onChange={setDraft} label={words.passphrase} /> : null}
        <ExportError error={form.error} />
      </div>
    </Dialog>
  );
}

function ExportError({ error }: { error: unknown }) {
  const { t } = useI18n();
  if (error === undefined) return null;
  if (reasonOf(errorDataOf(error)) !== 'too-large') return <ErrorText error={error} />;
  return <Callout tone="danger" title={t.transfer.export.tooLarge} />;
}
