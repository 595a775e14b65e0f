import type { ReactNode } from 'react';
import type { LoadedModel, LocalModel } from '../../../shared/model/local-model.ts';
import { Details } from '../../components/Details.tsx';
import { Fact, Section } from '../../components/Section.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { StateDot } from './StateDot.tsx';

/** How the model stands, with the numbers of what is really loaded. */
export function NowSection({ model, action }: { model: LocalModel; action: ReactNode }) {
  const { t } = useI18n();
  const words = t.models.page;
  return (
    <Section title={words.now}>
      <div className="flex min-h-13 items-center gap-4 px-4 py-2.5">
        <span className="w-36 shrink-0 text-ink-muted text-sm">{words.state}</span>
        <StateDot model={model} className="flex-1 text-sm!" />
        {action}
      </div>
      {model.loaded ? <LoadedFacts loaded={model.loaded} /> : null}
    </Section>
  );
}

function LoadedFacts({ loaded }: { loaded: LoadedModel }) {
  const { t, format } = useI18n();
  const words = t.models.page;
  const { backend, fallback, gpuLayers, totalLayers, contextSize, slots, ram, vram, threads, ownProcess } = loaded;
  return (
    <>
      <Fact name={words.backend}>
        {t.models.backends[backend]}
        {fallback ? <Details>{fallback}</Details> : null}
      </Fact>
      <Fact name={words.layers}>{words.layersOf(format.number(gpuLayers), format.number(totalLayers))}</Fact>
      <Fact name={words.context}>{words.contextOf(format.number(contextSize), format.number(slots))}</Fact>
      <Fact name={words.memory}>
        {vram > 0 ? words.memoryParts(format.bytes(ram), format.bytes(vram)) : format.bytes(ram)}
      </Fact>
      <Fact name={words.threads}>{format.number(threads)}</Fact>
      <Fact name={words.process}>{words.processes[ownProcess ?? 'here']}</Fact>
      <Fact name={words.loadTime}>{words.loadedIn(format.ago(loaded.loadedAt), format.duration(loaded.loadTime))}</Fact>
      <Fact name={words.unloads}>
        {loaded.unloadsAt === null ? words.unloadsNever : format.dateTime(loaded.unloadsAt)}
      </Fact>
    </>
  );
}
