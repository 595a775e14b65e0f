import { KeyRound } from 'lucide-react';
import { retryConnection } from '../client/connect.ts';
import { Button } from '../components/Button.tsx';
import { useI18n } from '../lib/i18n.ts';

/** Instead of the whole window, for a browser that has not opened the printed address. */
export function SignedOut() {
  const { t } = useI18n();
  return (
    <main className="grid h-full place-items-center bg-sunken p-6">
      <div className="flex max-w-sm flex-col items-center gap-2 text-center">
        <span className="mb-3 grid size-11 place-items-center rounded-xl border border-line bg-surface text-accent shadow-control">
          <KeyRound aria-hidden size={20} strokeWidth={1.75} />
        </span>
        <h1 className="font-semibold text-lg">{t.app.signedOut.title}</h1>
        <p className="text-pretty text-ink-muted text-sm">{t.app.signedOut.body}</p>
        <Button className="mt-4" onClick={retryConnection}>
          {t.app.signedOut.again}
        </Button>
      </div>
    </main>
  );
}
