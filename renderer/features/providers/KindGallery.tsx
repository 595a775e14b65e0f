import clsx from 'clsx';
import { useMemo, useState } from 'react';
import type { ProviderKind } from '../../../shared/model/provider.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { findKinds, kindOfKey, type ServiceFilter, servicesOf } from './find-kinds.ts';
import { KindCard } from './KindCard.tsx';

interface KindGalleryProps {
  /** Null while they are loaded. */
  kinds: readonly ProviderKind[] | null;
  /** With the key that was pasted, when it named the vendor. */
  onPick: (kind: ProviderKind, apiKey?: string) => void;
}

export function KindGallery({ kinds, onPick }: KindGalleryProps) {
  const { t } = useI18n();
  const words = t.providers.dialog;
  const [query, setQuery] = useState('');
  const [service, setService] = useState<ServiceFilter>(null);
  const shown = useMemo(() => findKinds(kinds ?? [], { query, service }), [kinds, query, service]);
  if (!kinds) return <LoadingKinds />;

  const search = (text: string): void => {
    const kind = kindOfKey(kinds, text);
    if (kind) onPick(kind, text.trim());
    else setQuery(text);
  };
  return (
    // As high as the list of all, so that nothing jumps while somebody types.
    <div className="flex h-[58vh] flex-col gap-3">
      <TextField
        hideLabel
        type="search"
        label={words.search}
        placeholder={words.search}
        value={query}
        onChange={search}
      />
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{words.service}</legend>
        {[null, ...servicesOf(kinds)].map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            aria-pressed={one === service}
            onClick={() => setService(one)}
            className={clsx(
              'h-7 rounded-full border px-3 text-xs transition-colors',
              one === service
                ? 'border-accent bg-accent-soft text-ink'
                : 'border-line text-ink-muted hover:border-line-strong hover:text-ink',
            )}
          >
            {one === null ? words.allServices : t.providers.services[one]}
          </button>
        ))}
      </fieldset>
      {shown.length > 0 ? (
        <ul
          aria-label={words.kinds}
          className="-mx-1 grid min-h-0 flex-1 auto-rows-min grid-cols-1 gap-2 overflow-y-auto px-1 pb-1 sm:grid-cols-2"
        >
          {shown.map((kind) => (
            <li key={kind.id}>
              <KindCard kind={kind} onPick={() => onPick(kind)} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="py-6 text-ink-muted text-sm">{words.noKind(query.trim())}</p>
      )}
    </div>
  );
}

function LoadingKinds() {
  const { t } = useI18n();
  return (
    <output aria-label={t.common.loading} className="flex h-[58vh] flex-col gap-2">
      <Skeleton className="h-15 rounded-lg" />
      <Skeleton className="h-15 rounded-lg" />
    </output>
  );
}
