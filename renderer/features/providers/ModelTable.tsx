import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { DescribedModel } from '../../../shared/model/provider.ts';
import { columns, headHeight, ModelRow, ModelRowsHead, rowHeight } from './ModelRow.tsx';

interface ModelTableProps {
  label: string;
  models: readonly DescribedModel[];
  onOpen: (model: DescribedModel) => void;
  onOffer: (model: DescribedModel, isEnabled: boolean) => void;
}

/** The height of about ten rows; the rest scrolls under the heads. */
const page = 10;

/** Only the rows in sight are there. One row has the focus; the arrows lead to the others. */
export function ModelTable({ label, models, onOpen, onOffer }: ModelTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(0);
  const current = Math.min(chosen, models.length - 1);
  /** Whether the row that comes into sight is to get the focus. */
  const wantsFocus = useRef(false);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised over what it returns
  const virtualizer = useVirtualizer({
    count: models.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => models[index]?.id ?? index,
    overscan: 6,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    // The row with the focus stays, wherever the list is scrolled to: else Tab would lose its place.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), current])].toSorted((a, b) => a - b),
  });
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const button = scroller.current?.querySelector<HTMLElement>(`[data-index="${current}"] [data-name]`);
    if (!button) return;
    wantsFocus.current = false;
    button.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    const row = target.closest('[data-index]');
    if (event.key === 'ArrowRight') row?.querySelector<HTMLElement>('[role="switch"]')?.focus();
    else if (event.key === 'ArrowLeft') row?.querySelector<HTMLElement>('[data-name]')?.focus();
    else {
      const next = placeAfter(event.key, current, models.length);
      if (next === undefined) return;
      wantsFocus.current = true;
      setChosen(next);
      virtualizer.scrollToIndex(next);
    }
    event.preventDefault();
  };

  return (
    <div ref={scroller} className="relative max-h-125 overflow-y-auto first:rounded-t-lg [scrollbar-gutter:stable]">
      <table aria-label={label} aria-rowcount={models.length + 1} className="block">
        <thead className="sticky top-0 z-2 block bg-surface">
          <ModelRowsHead />
        </thead>
        <tbody className="relative block" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const model = models[index];
            return model ? (
              <tr
                key={key}
                data-index={index}
                aria-rowindex={index + 2}
                onFocus={() => setChosen(index)}
                className={`${columns} absolute inset-x-0 top-0 border-line not-last:border-b transition-colors hover:bg-hover`}
                style={{ height: rowHeight, transform: `translateY(${start - headHeight}px)` }}
              >
                <ModelRow
                  model={model}
                  isCurrent={index === current}
                  onKeyDown={onKeyDown}
                  onOpen={() => onOpen(model)}
                  onOffer={(isEnabled) => onOffer(model, isEnabled)}
                />
              </tr>
            ) : null;
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Where a key leads from a row; undefined for those that lead nowhere. */
function placeAfter(key: string, from: number, count: number): number | undefined {
  const steps: Partial<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  return next === undefined ? undefined : Math.max(0, Math.min(count - 1, next));
}
