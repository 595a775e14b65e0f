import { ChevronRight, KeyRound, Server } from 'lucide-react';
import type { ProviderKind } from '../../../shared/model/provider.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';

interface KindGalleryProps {
  /** Null while they are loaded. */
  kinds: readonly ProviderKind[] | null;
  onPick: (kind: ProviderKind) => void;
}

export function KindGallery({ kinds, onPick }: KindGalleryProps) {
  const { t } = useI18n();
  if (!kinds) {
    return (
      <output aria-label={t.common.loading} className="flex flex-col gap-2">
        <Skeleton className="h-15 rounded-lg" />
        <Skeleton className="h-15 rounded-lg" />
      </output>
    );
  }
  return (
    <ul aria-label={t.providers.dialog.kinds} className="flex flex-col gap-2">
      {kinds.map((kind) => {
        const isAccount = kind.needsKey === 'required';
        const Icon = isAccount ? KeyRound : Server;
        return (
          <li key={kind.id}>
            <button
              type="button"
              onClick={() => onPick(kind)}
              className="flex h-15 w-full items-center gap-3.5 rounded-lg border border-line px-3.5 text-left transition-colors hover:border-line-strong hover:bg-hover"
            >
              <span className="grid size-8 shrink-0 place-items-center rounded-md bg-sunken text-ink-muted">
                <Icon aria-hidden size={16} />
              </span>
              <span className="min-w-0 flex-1">
                <span className="block font-medium text-sm">{kind.name}</span>
                <span className="block text-ink-muted text-xs">
                  {isAccount ? t.providers.kindHelp.account : t.providers.kindHelp.ownServer}
                </span>
              </span>
              <ChevronRight aria-hidden size={16} className="text-ink-faint" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
