import { Pin } from 'lucide-react';
import type { LocalModel } from '../../../shared/model/local-model.ts';
import { errorWords } from '../../lib/error-words.ts';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { Abilities } from './Abilities.tsx';
import { LoadButton } from './LoadButton.tsx';
import { ModelMenu } from './ModelMenu.tsx';
import { parameterCount, standingOf } from './model-state.ts';
import { openModel } from './open-model.ts';
import { StateDot } from './StateDot.tsx';

/** Height of a row, in pixels: the same for all, so that a long list can be drawn in parts. */
export const rowHeight = 64;

/** Parameters, quantisation, size, context, where it is from. */
function factsLine({ facts, size, source }: LocalModel, i18n: I18n): string {
  const { t, format } = i18n;
  const parts = [
    facts && facts.parameters > 0 ? parameterCount(facts.parameters, i18n) : null,
    facts?.quantisation,
    format.bytes(size),
    facts?.contextLength ? t.models.context(format.number(facts.contextLength)) : null,
    t.models.sources[source.kind],
  ];
  return parts.filter(Boolean).join(' · ');
}

export function ModelRow({ model }: { model: LocalModel }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { name, displayName, facts, failure, isPinned } = model;
  const isFailed = standingOf(model) === 'failed';
  return (
    <div className="relative flex h-16 items-center gap-3 px-4 transition-colors hover:bg-hover">
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-center gap-2">
          {/* The whole row is the target; the buttons stand above it. */}
          <button
            type="button"
            onClick={() => openModel(name)}
            className="truncate rounded-sm text-left font-medium text-sm after:absolute after:inset-0"
          >
            {displayName}
          </button>
          {facts ? <Abilities facts={facts} /> : null}
          {isPinned ? (
            <span title={t.models.pinned} className="shrink-0 text-accent">
              <Pin aria-hidden size={13} />
              <span className="sr-only">{t.models.pinned}</span>
            </span>
          ) : null}
        </p>
        <p className="mt-0.5 truncate text-ink-muted text-xs tabular-nums">
          {isFailed && failure ? errorWords(failure, i18n).title : factsLine(model, i18n)}
        </p>
      </div>
      <StateDot model={model} className="w-32 shrink-0" />
      <span className="relative z-1 flex w-27 shrink-0 justify-end">
        <LoadButton model={model} />
      </span>
      <span className="relative z-1 -mr-2">
        <ModelMenu model={model} />
      </span>
    </div>
  );
}
