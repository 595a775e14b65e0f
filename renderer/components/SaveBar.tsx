import { useI18n } from '../lib/i18n.ts';
import { Button } from './Button.tsx';
import { ErrorText } from './ErrorText.tsx';

interface SaveBarProps {
  hasDraft: boolean;
  isBusy: boolean;
  error: unknown;
  onReset: () => void;
}

/** The end of a form that keeps what is typed until it is saved. */
export function SaveBar({ hasDraft, isBusy, error, onReset }: SaveBarProps) {
  const { t } = useI18n();
  return (
    <div className="flex flex-col gap-4 border-line border-t p-4">
      {error === undefined ? null : <ErrorText error={error} />}
      <div className="flex justify-end gap-2">
        {hasDraft ? <Button onClick={onReset}>{t.common.reset}</Button> : null}
        <Button type="submit" variant={hasDraft ? 'primary' : 'secondary'} disabled={!hasDraft} busy={isBusy}>
          {t.common.save}
        </Button>
      </div>
    </div>
  );
}
