import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import type { LocalModel } from '../../../shared/model/local-model.ts';
import { useI18n } from '../../lib/i18n.ts';
import { ModelRow, rowHeight } from './ModelRow.tsx';

/** From how many on only the rows in sight are drawn. */
const drawnInParts = 100;

const listClass = 'overflow-hidden rounded-lg border border-line bg-surface';

export function ModelRows({ models }: { models: readonly LocalModel[] }) {
  const { t } = useI18n();
  if (models.length > drawnInParts) return <LongList models={models} />;
  return (
    <ul aria-label={t.models.list} className={`${listClass} divide-y divide-line`}>
      {models.map((model) => (
        <li key={model.name}>
          <ModelRow model={model} />
        </li>
      ))}
    </ul>
  );
}

/** Scrolls with the page; what is out of sight is not there. */
function LongList({ models }: { models: readonly LocalModel[] }) {
  const { t } = useI18n();
  const list = useRef<HTMLUListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  const scroller = (): HTMLElement | null => list.current?.closest<HTMLElement>('[data-page]') ?? null;
  // What stands above the list may grow and shrink.
  useLayoutEffect(() => {
    const page = list.current?.closest('[data-page]');
    const content = page?.firstElementChild;
    if (!content) return;
    const measure = (): void => {
      const top = list.current?.getBoundingClientRect().top ?? 0;
      setScrollMargin(top - content.getBoundingClientRect().top);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(content);
    return () => observer.disconnect();
  }, []);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised over what it returns
  const virtualizer = useVirtualizer({
    count: models.length,
    getScrollElement: scroller,
    estimateSize: () => rowHeight,
    getItemKey: (index) => models[index]?.name ?? index,
    overscan: 8,
    scrollMargin,
  });
  return (
    <ul
      ref={list}
      aria-label={t.models.list}
      className={`relative ${listClass}`}
      style={{ height: virtualizer.getTotalSize() + 2 }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const model = models[index];
        return model ? (
          <li
            key={key}
            aria-setsize={models.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0 border-line border-b"
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
          >
            <ModelRow model={model} />
          </li>
        ) : null;
      })}
    </ul>
  );
}
