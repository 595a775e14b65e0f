import clsx from 'clsx';
import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ImportError } from './ImportError.tsx';
import { useDroppedFile } from './use-dropped-file.ts';

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
  const isOver = useDroppedFile(onFile);
  return (
    <div className="flex flex-col gap-4">
      <div
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
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".json,application/json"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          // The same file once more is a change, too.
          event.target.value = '';
        }}
      />
      <ImportError error={error} />
    </div>
  );
}
