import clsx from 'clsx';
import type { LoadChoices } from '../../../../shared/model/load-settings.ts';
import type { MemoryEstimate } from '../../../../shared/model/local-model.ts';
import { Badge, type BadgeTone } from '../../../components/Badge.tsx';
import { Button } from '../../../components/Button.tsx';
import { ErrorText } from '../../../components/ErrorText.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useI18n } from '../../../lib/i18n.ts';
import { type BarPart, LegendItem, StackedBar } from '../StackedBar.tsx';
import { describeChoices } from './describe-choices.ts';

const tones: Record<MemoryEstimate['verdict'], BadgeTone> = {
  fits: 'success',
  tight: 'warning',
  'will-not-fit': 'danger',
  unknown: 'neutral',
};

interface EstimatePanelProps {
  estimate: MemoryEstimate | undefined;
  error: unknown;
  isStale: boolean;
  onUseNearest: (nearest: LoadChoices) => void;
}

/** What the settings would take of the memory, beside them while they are changed. */
export function EstimatePanel({ estimate, error, isStale, onUseNearest }: EstimatePanelProps) {
  const { t } = useI18n();
  const words = t.models.sheet.estimate;
  return (
    <section
      aria-label={words.title}
      aria-busy={isStale}
      className="flex flex-col gap-3 rounded-lg border border-line bg-sunken px-4 py-3.5 text-xs"
    >
      <div className="flex h-5 items-center justify-between">
        <h3 className="font-semibold text-sm">{words.title}</h3>
        <output>
          {estimate ? <Badge tone={tones[estimate.verdict]}>{words.verdicts[estimate.verdict].title}</Badge> : null}
        </output>
      </div>
      {error !== undefined && !isStale ? <ErrorText error={error} /> : null}
      {estimate ? <Numbers estimate={estimate} isStale={isStale} onUseNearest={onUseNearest} /> : null}
      {estimate || error !== undefined ? null : <Waiting />}
    </section>
  );
}

interface NumbersProps {
  estimate: MemoryEstimate;
  isStale: boolean;
  onUseNearest: (nearest: LoadChoices) => void;
}

function Numbers({ estimate, isStale, onUseNearest }: NumbersProps) {
  const { t, format } = useI18n();
  const words = t.models.sheet.estimate;
  const { verdict, weights, cache, compute, ram, vram, ramFree, vramFree, contextSize, gpuLayers } = estimate;
  const part = (label: string, size: number, ground: string): BarPart => ({
    label,
    size,
    ground,
    text: format.bytes(size),
  });
  const parts = [
    part(words.weights, weights, 'bg-accent'),
    part(words.cache, cache, 'bg-accent/60'),
    part(words.compute, compute, 'bg-ink-faint'),
  ];
  return (
    <div className={clsx('flex flex-col gap-3 transition-opacity', isStale && 'opacity-60')}>
      <p className="min-h-9 text-pretty text-ink-muted">{words.verdicts[verdict].body}</p>
      <StackedBar parts={parts} total={ramFree + vramFree} />
      <ul className="flex flex-col gap-1">
        {parts.map((one) => (
          <li key={one.label}>
            <LegendItem part={one} className="w-full [&>:last-child]:ml-auto" />
          </li>
        ))}
      </ul>
      <dl className="flex flex-col gap-2 border-line border-t pt-3">
        <Line name={words.ram}>{words.needs(format.bytes(ram), format.bytes(ramFree))}</Line>
        {vram > 0 || vramFree > 0 ? (
          <Line name={words.vram}>{words.needs(format.bytes(vram), format.bytes(vramFree))}</Line>
        ) : null}
        <Line name={words.context}>{t.models.context(format.number(contextSize))}</Line>
        <Line name={words.layers}>
          {t.models.page.layersOf(format.number(gpuLayers), format.number(estimate.totalLayers))}
        </Line>
      </dl>
      {verdict === 'will-not-fit' ? <WayOut nearest={estimate.nearest} onUse={onUseNearest} /> : null}
    </div>
  );
}

function WayOut({ nearest, onUse }: { nearest: LoadChoices | null; onUse: (nearest: LoadChoices) => void }) {
  const i18n = useI18n();
  const words = i18n.t.models.sheet.estimate;
  if (!nearest) return <p className="text-pretty text-ink">{words.noNearest}</p>;
  return (
    <div className="flex flex-col items-start gap-2 border-line border-t pt-3">
      <p className="text-pretty text-ink">{words.nearest(describeChoices(nearest, i18n))}</p>
      <Button size="sm" onClick={() => onUse(nearest)}>
        {words.useNearest}
      </Button>
    </div>
  );
}

function Line({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="text-ink tabular-nums">{children}</dd>
    </div>
  );
}

function Waiting() {
  const { t } = useI18n();
  return (
    <output aria-label={t.models.sheet.estimate.working} className="flex flex-col gap-3">
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-2 w-full" />
      <Skeleton className="h-15.5 w-full" />
      <Skeleton className="h-40 w-full" />
    </output>
  );
}
