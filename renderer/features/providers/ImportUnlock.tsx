import { LockOpen } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { errorDataOf, reasonOf } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { ImportError } from './ImportError.tsx';

interface ImportUnlockProps {
  isOpen: boolean;
  isBusy: boolean;
  error: unknown;
  passphrase: string;
  onChange: (passphrase: string) => void;
  onUnlock: () => void;
}

/** The passphrase of the file, which is none of this app. */
export function ImportUnlock({ isOpen, isBusy, error, passphrase, onChange, onUnlock }: ImportUnlockProps) {
  const { t } = useI18n();
  const words = t.transfer.import;
  if (isOpen) {
    return (
      <output className="flex items-center gap-2 text-ink-muted text-sm">
        <LockOpen aria-hidden size={15} className="text-success" />
        {words.unlocked}
      </output>
    );
  }
  const isWrong = error !== undefined && reasonOf(errorDataOf(error)) === 'wrong-passphrase';
  const unlock = (): void => {
    if (passphrase !== '') onUnlock();
  };
  return (
    <section aria-label={words.locked} className="flex flex-col gap-3 rounded-lg bg-sunken px-3.5 py-3">
      <div>
        <p className="font-medium text-sm">{words.locked}</p>
        <p className="text-ink-muted text-xs">{words.lockedHelp}</p>
      </div>
      <div className="flex items-start gap-2">
        <SecretField
          hideLabel
          label={words.passphrase}
          placeholder={words.passphrase}
          value={passphrase}
          maxLength={1024}
          onChange={onChange}
          error={isWrong ? t.transfer.wrongPassphrase : undefined}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // The form is that of the import.
            event.preventDefault();
            unlock();
          }}
        />
        <Button busy={isBusy} disabled={passphrase === ''} onClick={unlock}>
          {words.unlock}
        </Button>
      </div>
      {isWrong ? null : <ImportError error={error} />}
    </section>
  );
}
