import clsx from 'clsx';
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ImportError } from './ImportError.tsx';

interface ImportFileProps {
  isBusy: boolean;
  onFile: (file: File) => void;
  error: unknown;
}

/** A place to drop a file at, and a button that asks for one. */
export function ImportFile({ isBusy, onFile, error }: ImportFileProps) {
  const { t } = useI18n();
  const words = t.transfer.import;
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (file: File | undefined): void => {
    if (file) onFile(file);
  };
  return (
    <div className="flex flex-col gap-4">
      <section
        aria-label={words.choose}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
        className={clsx(
          'flex flex-col items-center gap-2 rounded-lg border border-dashed px-6 py-10 text-center transition-colors',
          isOver ? 'border-accent bg-accent-soft' : 'border-line-strong bg-sunken',
        )}
      >
        <p className="text-ink-muted text-sm">{words.drop}</p>
        <Button icon={FileUp} busy={isBusy} onClick={() => picker.current?.click()}>
          {words.choose}
        </Button>
        <p className="text-ink-faint text-xs">{words.dropHelp}</p>
      </section>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".json,application/json"
        onChange={(event) => {
          take(event.target.files?.[0]);
          // The same file once more is a change, too.
          event.target.value = '';
        }}
      />
      <ImportError error={error} />
    </div>
  );
}
