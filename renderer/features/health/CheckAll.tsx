import { RefreshCw } from 'lucide-react';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';
import { isWorthShowing } from './board-order.ts';
import { board, useChecks } from './store.ts';

/** Checks everybody now, says how far it is, and can be left. */
export function CheckAll() {
  const { t, format } = useI18n();
  const words = t.health.board;
  const { data: rows } = useResource(board);
  const round = useChecks((state) => state.round);
  const { checkAll, cancelRound } = useChecks((state) => state);
  const ids = (rows ?? []).filter((row) => row.isEnabled && isWorthShowing(row)).map(({ providerId }) => providerId);
  const run = async (): Promise<void> => {
    const { isCancelled } = await checkAll(ids);
    if (isCancelled) toast({ title: words.cancelled });
  };
  if (ids.length === 0 && !round) return null;
  return (
    <>
      <output className="text-ink-muted text-sm tabular-nums">
        {round ? words.progress(format.number(round.done), format.number(round.all)) : null}
      </output>
      {/* One button for both, so that it keeps the focus. */}
      <Button
        icon={round ? undefined : RefreshCw}
        onClick={round ? cancelRound : () => void run().catch(toastError)}
        className="min-w-24"
      >
        {round ? t.common.cancel : words.checkAll}
      </Button>
    </>
  );
}
