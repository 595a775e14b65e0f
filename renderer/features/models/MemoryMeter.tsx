import type { EngineStatus } from '../../../shared/model/local-model.ts';
import { navigate } from '../../app/navigation.ts';
import { Button } from '../../components/Button.tsx';
import { Callout } from '../../components/Callout.tsx';
import { Details } from '../../components/Details.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { useEngineStatus } from './engine-status.ts';
import { type BarPart, LegendItem, StackedBar } from './StackedBar.tsx';

/** What the models compute on, and how the memory stands. */
export function MemoryMeter() {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.models.meter;
  const { data: status } = useEngineStatus();
  return (
    <section aria-label={words.title} className="mb-6 flex flex-col gap-3">
      <div className="flex flex-col gap-4 rounded-lg border border-line bg-surface px-4 py-3.5">
        <p className="flex min-h-5 flex-wrap items-center gap-x-2 text-ink-muted text-sm">
          {status ? <EngineLine status={status} /> : <Skeleton className="h-3.5 w-56" />}
        </p>
        {status ? (
          <>
            <Memory label={words.ram} parts={ramParts(status, i18n)} total={status.ramTotal} />
            {status.vramTotal > 0 ? (
              <Memory label={words.vram} parts={vramParts(status, i18n)} total={status.vramTotal} />
            ) : null}
          </>
        ) : (
          <Skeleton className="h-13.5 w-full" />
        )}
      </div>
      {status?.fallback ? <FallbackNotice status={status} /> : null}
    </section>
  );
}

function EngineLine({ status }: { status: EngineStatus }) {
  const { t, format } = useI18n();
  const words = t.models.meter;
  const { backend, devices, cores, version } = status;
  const name = backend && [t.models.backends[backend], devices.join(', ')].filter(Boolean).join(': ');
  return (
    <>
      {name ? (
        <>
          {words.computesOn} <span className="font-medium text-ink">{name}</span>
        </>
      ) : (
        words.notStarted
      )}
      <span className="ml-auto text-ink-faint text-xs">
        {words.cores(format.number(cores))} · {words.engine(version)}
      </span>
    </>
  );
}

function Memory({ label, parts, total }: { label: string; parts: readonly BarPart[]; total: number }) {
  const { t, format } = useI18n();
  return (
    <div className="flex flex-col gap-1.5 text-xs">
      <p className="flex items-baseline gap-1.5">
        <span className="font-medium text-ink text-sm">{label}</span>
        <span className="text-ink-faint tabular-nums">{t.models.meter.of(format.bytes(total))}</span>
      </p>
      <StackedBar parts={parts} total={total} />
      <p className="flex flex-wrap gap-x-5 gap-y-1">
        {parts.map((part) => (
          <LegendItem key={part.label} part={part} />
        ))}
      </p>
    </div>
  );
}

interface Memories {
  total: number;
  free: number;
  used: number;
}

/** Models, the rest of what is taken, and what is free. */
function partsOf({ total, free, used }: Memories, { t, format }: I18n): BarPart[] {
  const words = t.models.meter;
  const others = Math.max(0, total - free - used);
  const part = (label: string, size: number, ground: string): BarPart => ({
    label,
    size,
    ground,
    text: format.bytes(size),
  });
  return [
    part(words.models, used, 'bg-accent'),
    part(words.others, others, 'bg-ink-faint'),
    part(words.free, free, 'bg-line-strong'),
  ];
}

const ramParts = ({ ramTotal, ramFree, ramUsed }: EngineStatus, i18n: I18n): BarPart[] =>
  partsOf({ total: ramTotal, free: ramFree, used: ramUsed }, i18n);
const vramParts = ({ vramTotal, vramFree, vramUsed }: EngineStatus, i18n: I18n): BarPart[] =>
  partsOf({ total: vramTotal, free: vramFree, used: vramUsed }, i18n);

function FallbackNotice({ status }: { status: EngineStatus }) {
  const { t } = useI18n();
  const words = t.models.meter;
  return (
    <Callout
      tone="warning"
      title={words.fallbackTitle(t.models.backends[status.backend ?? 'cpu'])}
      action={
        <Button size="sm" onClick={() => navigate({ room: 'settings' })}>
          {words.openSettings}
        </Button>
      }
    >
      {words.fallbackBody} {status.isWsl ? words.wsl : null}
      <Details>{status.fallback}</Details>
    </Callout>
  );
}
