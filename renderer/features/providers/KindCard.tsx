import { KeyRound, Server } from 'lucide-react';
import type { ProviderKind } from '../../../shared/model/provider.ts';
import { useI18n } from '../../lib/i18n.ts';

/** A vendor to choose: what it is called, whether it wants an account, and what it does. */
export function KindCard({ kind, onPick }: { kind: ProviderKind; onPick: () => void }) {
  const { t } = useI18n();
  const isAccount = kind.keyPage !== null;
  const Icon = isAccount ? KeyRound : Server;
  const does = kind.services.map((service) => t.providers.services[service]).join(' · ');
  return (
    <button
      type="button"
      onClick={onPick}
      title={isAccount ? t.providers.kindHelp.account : t.providers.kindHelp.ownServer}
      className="flex h-15 w-full items-center gap-3 rounded-lg border border-line px-3 text-left transition-colors hover:border-line-strong hover:bg-hover"
    >
      <span className="grid size-8 shrink-0 place-items-center rounded-md bg-sunken text-ink-muted">
        <Icon aria-hidden size={16} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium text-sm">{kind.name}</span>
        <span className="block truncate text-ink-muted text-xs">{does}</span>
      </span>
    </button>
  );
}
