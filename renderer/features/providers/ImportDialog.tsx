import { useEffect, useRef } from 'react';
import { client } from '../../client/connect.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useIsVaultAsked } from '../vault/request-vault.ts';
import { ImportError } from './ImportError.tsx';
import { ImportFile } from './ImportFile.tsx';
import { ImportRows } from './ImportRows.tsx';
import { ImportUnlock } from './ImportUnlock.tsx';
import { takenRows } from './import-draft.ts';
import { useImport } from './use-import.ts';

interface ImportDialogProps {
  open: boolean;
  onClose: () => void;
}

const firstControl = 'input[type="password"], [role="combobox"]';

/** First the file, then what is in it and what is to become of each. */
export function ImportDialog({ open, onClose }: ImportDialogProps) {
  const { t, format } = useI18n();
  const words = t.transfer.import;
  const isVaultAsked = useIsVaultAsked();
  const form = useImport(client, (count) => {
    const done = words.done(t.transfer.providers(format.number(count), count === 1));
    toast({ title: done, description: words.doneHelp });
    onClose();
  });
  const { preview, draft, busy } = form;
  const isBusy = busy !== null;
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What had the focus is gone: the button for the file, the field for the passphrase.
    if (preview) body.current?.querySelector<HTMLElement>(firstControl)?.focus();
  }, [preview]);
  const count = preview ? takenRows(preview.providers, draft).length : 0;
  return (
    <Dialog
      open={open && !isVaultAsked}
      // The host is at it: closing would leave the person without the answer.
      onOpenChange={() => (isBusy ? undefined : onClose())}
      title={words.title}
      description={preview ? form.fileName : words.body}
      size="lg"
      onSubmit={preview ? () => void form.submit() : undefined}
      footer={
        preview ? (
          <>
            <Button variant="ghost" className="mr-auto" disabled={isBusy} onClick={form.startOver}>
              {words.otherFile}
            </Button>
            <Button disabled={isBusy} onClick={onClose}>
              {t.common.cancel}
            </Button>
            <Button type="submit" variant="primary" busy={busy === 'import'} disabled={count === 0}>
              {count === 0 ? words.nothing : words.submit(t.transfer.providers(format.number(count), count === 1))}
            </Button>
          </>
        ) : undefined
      }
    >
      {preview ? (
        <div ref={body} className="flex flex-col gap-4">
          {preview.secrets === 'none' ? null : (
            <ImportUnlock
              isOpen={preview.secrets === 'open'}
              isBusy={busy === 'unlock'}
              error={form.errorOf('unlock')}
              passphrase={form.passphrase}
              onChange={form.setPassphrase}
              onUnlock={() => void form.unlock()}
            />
          )}
          <ImportRows rows={preview.providers} draft={draft} tries={form.tries} onChange={form.change} />
          <ImportError error={form.errorOf('import')} />
        </div>
      ) : (
        <ImportFile isBusy={isBusy} onFile={(file) => void form.load(file)} error={form.errorOf('load')} />
      )}
    </Dialog>
  );
}
