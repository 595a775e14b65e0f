import { useState } from 'react';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { TextField } from '../../components/TextField.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { useExtras } from './extras.ts';

interface HostedCopyDialogProps {
  open: boolean;
  onClose: () => void;
  providerId: ProviderId;
  name: string;
}

/** Asks for the second name of a model. */
export function HostedCopyDialog({ open, onClose, providerId, name }: HostedCopyDialogProps) {
  const { t } = useI18n();
  const words = t.extras.hosted;
  const copy = useExtras((state) => state.copy);
  const [to, setTo] = useState('');
  const [problem, setProblem] = useState<string>();
  const form = useSubmit(async () => {
    const wanted = to.trim();
    const wrong = wanted === '' ? words.newNameMissing : wanted === name ? words.sameName : undefined;
    setProblem(wrong);
    if (wrong) return;
    await copy(providerId, name, wanted);
    toast({ title: words.copied(wanted) });
    close();
  });
  function close(): void {
    setTo('');
    setProblem(undefined);
    form.clear();
    onClose();
  }
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={words.copyOf(name)}
      description={words.copyHelp}
      size="sm"
      onSubmit={() => void form.submit()}
      footer={
        <>
          <Button onClick={close}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={form.isBusy}>
            {words.copySubmit}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          mono
          label={words.newName}
          maxLength={300}
          value={to}
          onChange={(next) => {
            setTo(next);
            setProblem(undefined);
          }}
          error={problem}
        />
        {form.error === undefined ? null : <ErrorText error={form.error} />}
      </div>
    </Dialog>
  );
}
