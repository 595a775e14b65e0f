import { Brain, Image, type LucideIcon, Wrench } from 'lucide-react';
import type { DescribedModel } from '../../../shared/model/provider.ts';
import { useI18n } from '../../lib/i18n.ts';

/** What the columns of the rows are. */
export function ModelRowsHead() {
  const { t } = useI18n();
  const words = t.providers.modelList;
  return (
    <div aria-hidden className="-mb-2 flex justify-end gap-3 text-2xs text-ink-faint">
      <span className="w-24 text-right">{words.contextHead}</span>
      <span className="w-40 text-right">{words.priceHead}</span>
    </div>
  );
}

/** A provider's model: its id, what it can do, how much it reads, and what that costs. */
export function ModelRow({ model: { id, name, ownedBy, details } }: { model: DescribedModel }) {
  const { t, format } = useI18n();
  const words = t.providers.modelList;
  const { context, prices, tools, reasoning, inputs, status } = details;
  /** Prices are kept per 1,000 tokens and read per million. */
  const perMillion = (price: number | undefined): string => (price === undefined ? '–' : format.money(price * 1000));
  const abilities: [LucideIcon, string, boolean | undefined][] = [
    [Wrench, t.models.abilities.tools, tools],
    [Brain, t.models.abilities.thinking, reasoning],
    [Image, words.images, inputs?.includes('image')],
  ];
  return (
    <li className="flex min-h-8 items-center gap-3 text-sm">
      <span className="flex min-w-0 flex-1 items-center gap-2" title={name === id ? undefined : name}>
        <span className="truncate font-mono text-xs">{id}</span>
        <span className="inline-flex shrink-0 items-center gap-1.5 text-ink-faint empty:hidden">
          {abilities.map(([Icon, text, has]) =>
            has ? (
              <span key={text} title={text}>
                <Icon aria-hidden size={13} />
                <span className="sr-only">{text}</span>
              </span>
            ) : null,
          )}
        </span>
        {status === 'deprecated' ? <span className="shrink-0 text-warning text-xs">{words.deprecated}</span> : null}
      </span>
      <span className="hidden w-28 truncate text-right text-ink-faint text-xs lg:block">{ownedBy}</span>
      <span className="w-24 shrink-0 text-right text-ink-muted text-xs tabular-nums">
        {context === undefined ? null : words.context(format.compact(context))}
      </span>
      <span className="w-40 shrink-0 text-right text-ink-muted text-xs tabular-nums" title={words.priceHelp}>
        {prices?.input === undefined && prices?.output === undefined
          ? words.unpriced
          : words.price(perMillion(prices.input), perMillion(prices.output))}
      </span>
    </li>
  );
}
