import { ChevronRight, History } from 'lucide-react';
import type { ModelDetails } from '../../../shared/model/catalogue.ts';
import type { ModelChange } from '../../../shared/model/model-change.ts';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { changeCounts, sinceWords } from './change-words.ts';
import { isFree, isUnpriced, priceWords } from './model-facts.ts';
import type { ModelChangesOf } from './use-model-changes.ts';

interface ModelChangesProps {
  found: ModelChangesOf;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export const unseenOf = ({ changes }: ModelChangesOf): readonly ModelChange[] =>
  changes.filter(({ seenAt }) => seenAt === null);

/** One quiet line while there is something nobody has seen, and the list behind it. */
export function ModelChanges({ found, isOpen, onOpenChange }: ModelChangesProps) {
  const i18n = useI18n();
  const words = i18n.t.discovery.changes;
  const { changes, markSeen } = found;
  const unseen = unseenOf(found);
  const oldest = unseen.at(-1);
  const close = (): void => {
    onOpenChange(false);
    if (oldest) void markSeen();
  };
  return (
    <>
      {oldest ? (
        <button
          type="button"
          onClick={() => onOpenChange(true)}
          className="flex w-full items-center gap-2 px-4 py-2.5 text-left text-ink-muted text-sm transition-colors first:rounded-t-lg hover:bg-hover hover:text-ink"
        >
          <History aria-hidden size={15} className="shrink-0 text-accent" />
          <span className="flex-1">
            {words.since(changeCounts(unseen, i18n), sinceWords(oldest.foundAt, i18n.language))}
          </span>
          <ChevronRight aria-hidden size={15} className="text-ink-faint" />
        </button>
      ) : null}
      <Dialog
        open={isOpen}
        onOpenChange={close}
        title={words.title}
        description={words.description}
        size="lg"
        footer={<Button onClick={close}>{i18n.t.common.close}</Button>}
      >
        <ul className="flex flex-col divide-y divide-line">
          {changes.map((change) => (
            <Change key={change.id} change={change} />
          ))}
        </ul>
        <p className="pt-3 text-ink-faint text-xs">{words.perMillion}</p>
      </Dialog>
    </>
  );
}

const tones: Record<ModelChange['change'], BadgeTone> = { new: 'success', gone: 'neutral', price: 'accent' };

function Change({ change: { modelId, change, before, after, foundAt } }: { change: ModelChange }) {
  const i18n = useI18n();
  const words = i18n.t.discovery.changes;
  const one = after ?? before;
  // What the list does not name, the catalogue may know: "unpriced" would say too much.
  const own = isUnpriced(one?.prices) ? null : pricesOf(one, i18n);
  const text = change === 'price' ? words.from(pricesOf(before, i18n), pricesOf(after, i18n)) : own;
  return (
    <li className="flex items-baseline gap-3 py-2.5">
      <span className="w-12 shrink-0">
        <Badge tone={tones[change]}>{words.kinds[change]}</Badge>
      </span>
      <span className="min-w-0 flex-1">
        <span className="block break-all font-mono text-xs">{modelId}</span>
        {text ? <span className="block text-ink-muted text-xs tabular-nums">{text}</span> : null}
      </span>
      <span className="shrink-0 text-ink-faint text-xs">{i18n.format.ago(foundAt)}</span>
    </li>
  );
}

function pricesOf(details: ModelDetails | null, i18n: I18n): string {
  const { prices } = details ?? {};
  if (isFree(prices)) return i18n.t.discovery.free;
  return i18n.t.discovery.changes.prices(priceWords(prices?.input, i18n), priceWords(prices?.output, i18n));
}
