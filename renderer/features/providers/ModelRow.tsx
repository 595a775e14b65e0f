import { Switch as Base } from '@base-ui/react/switch';
import { Pencil } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { DescribedModel } from '../../../shared/model/provider.ts';
import { Badge } from '../../components/Badge.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { abilities, hasAbility, isFree, isUnpriced, priceWords } from './model-facts.ts';

/** Height of a row, in pixels: the same for all, so that only those in sight are drawn. */
export const rowHeight = 46;

/** Of the heads, which stay in sight. */
export const headHeight = 40;

export const columns =
  'grid grid-cols-[minmax(0,1fr)_3.75rem_3.25rem_6.25rem_4.5rem_4.5rem_2rem] items-center gap-x-2 pr-1.5 pl-4';

/** What the columns are, and in which unit. */
export function ModelRowsHead() {
  const { t } = useI18n();
  const { head } = t.discovery;
  const heads = [
    [head.model, null, 'text-left'],
    [head.context, head.tokens, 'text-right'],
    [head.maxOutput, head.tokens, 'text-right'],
    [head.abilities, null, 'pl-2 text-left'],
  ] as const;
  return (
    <tr aria-rowindex={1} className={`${columns} h-10 border-line border-b text-2xs text-ink-faint`}>
      {heads.map(([name, unit, align]) => (
        <th key={name} scope="col" className={`font-normal ${align}`}>
          {name}
          {unit ? <span className="block">{unit}</span> : null}
        </th>
      ))}
      <th scope="col" colSpan={2} className="col-span-2 text-right font-normal">
        {`${head.input} · ${head.output}`}
        <span className="block">{head.perMillion}</span>
      </th>
      <th scope="col" className="text-right font-normal">
        {head.offered}
      </th>
    </tr>
  );
}

interface ModelRowProps {
  model: DescribedModel;
  /** Whether Tab stops here: it does in one row only. */
  isCurrent: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  onOpen: () => void;
  onOffer: (isEnabled: boolean) => void;
}

export function ModelRow({ model, isCurrent, onKeyDown, onOpen, onOffer }: ModelRowProps) {
  const { t, format } = useI18n();
  const words = t.discovery;
  const { id, name, isEnabled, details, origins, inheritedFrom } = model;
  const { context, maxInput, maxOutput, status } = details;
  const size = context ?? maxInput;
  const tabIndex = isCurrent ? 0 : -1;
  const likely = origins.prices === 'inherited' && inheritedFrom ? words.likelyOf(inheritedFrom) : null;
  const dimmed = isEnabled ? '' : 'opacity-55';
  return (
    <>
      <td className={`min-w-0 ${dimmed}`}>
        <span className="flex min-w-0 items-center gap-1.5">
          {/* The whole row is the target; the switch stands above it. */}
          <button
            type="button"
            data-name
            tabIndex={tabIndex}
            title={likely ? `${id}\n${likely}` : id}
            onClick={onOpen}
            onKeyDown={onKeyDown}
            className={`truncate rounded-sm text-left after:absolute after:inset-0 ${name === id ? 'font-mono text-xs' : 'text-sm'}`}
          >
            {name}
          </button>
          {Object.values(origins).includes('user') ? (
            <span title={words.changed} className="shrink-0 text-accent">
              <Pencil aria-hidden size={12} />
              <span className="sr-only">{words.changed}</span>
            </span>
          ) : null}
          {status ? <Badge tone={status === 'deprecated' ? 'warning' : 'neutral'}>{words[status]}</Badge> : null}
        </span>
        {name === id ? null : <span className="block truncate font-mono text-2xs text-ink-faint">{id}</span>}
      </td>
      {[size, maxOutput].map((tokens, index) => (
        <td key={index} className={`text-right text-ink-muted text-xs tabular-nums ${dimmed}`}>
          {tokens === undefined ? words.notKnown : format.compact(tokens)}
        </td>
      ))}
      <td className={`flex items-center gap-1 pl-2 text-ink-faint ${dimmed}`}>
        {abilities.map(([ability, Icon]) =>
          hasAbility(details, ability) ? (
            <span key={ability} title={words.abilities[ability]} className="relative z-1">
              <Icon aria-hidden size={13} />
              <span className="sr-only">{words.abilities[ability]}</span>
            </span>
          ) : null,
        )}
      </td>
      <Prices model={model} className={dimmed} />
      <td className="relative z-1 flex justify-end">
        <Base.Root
          aria-label={words.offer(name)}
          checked={isEnabled}
          tabIndex={tabIndex}
          onCheckedChange={onOffer}
          onKeyDown={onKeyDown}
          className="inline-flex h-4 w-6.5 shrink-0 items-center rounded-full bg-ink-faint p-0.5 transition-colors data-checked:bg-accent"
        >
          <Base.Thumb className="size-3 rounded-full bg-surface transition-[translate] data-checked:translate-x-2.5" />
        </Base.Root>
      </td>
    </>
  );
}

/** What is not known says so in words, and so does what costs nothing: neither is "$0". */
function Prices({ model, className }: { model: DescribedModel; className: string }) {
  const i18n = useI18n();
  const words = i18n.t.discovery;
  const { prices } = model.details;
  const cell = `whitespace-nowrap text-right text-ink-muted text-xs tabular-nums ${className}`;
  if (isUnpriced(prices) || isFree(prices)) {
    return (
      <td colSpan={2} className={`col-span-2 ${cell} ${isFree(prices) ? 'text-success' : 'text-ink-faint'}`}>
        {isFree(prices) ? words.free : words.unpriced}
      </td>
    );
  }
  const isLikely = model.origins.prices === 'inherited';
  return [prices?.input, prices?.output].map((price, index) => (
    <td key={index} className={cell}>
      {isLikely ? <span className="sr-only">{words.likely}: </span> : null}
      {isLikely ? <span aria-hidden>~</span> : null}
      {priceWords(price, i18n)}
    </td>
  ));
}
