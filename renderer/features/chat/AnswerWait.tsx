import { Progress } from '@base-ui/react/progress';
import type { LocalModel } from '../../../shared/model/local-model.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { Target } from '../../../shared/model/provider.ts';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { percentOf } from '../models/model-state.ts';
import { useModel } from '../models/store.ts';

/** What an answer waits for, when it is more than the first word; null when it is not. */
export function waitWords(model: LocalModel, i18n: Pick<I18n, 't' | 'format'>): string | null {
  const { t } = i18n;
  switch (model.state) {
    case 'loading':
      return t.models.loadingModel(model.displayName, percentOf(model.progress, i18n));
    case 'waiting':
    case 'unloading':
      return t.models.waitingModel(model.displayName);
    case 'loaded':
      return model.queued > 0 ? t.models.queuedModel(model.displayName) : null;
    case 'on-disk':
      return null;
  }
}

/** In the place of an answer that has not begun: a caret, or how far the model is loaded. */
export function AnswerWait({ target }: { target: Target | null }) {
  const i18n = useI18n();
  const model = useModel(target?.providerId === localProviderId ? target.modelId : undefined);
  const words = model ? waitWords(model, i18n) : null;
  if (!model || !words) return <span aria-hidden className="answer-caret" />;
  const isLoading = model.state === 'loading' && model.progress !== null;
  return (
    <Progress.Root
      value={isLoading ? Math.round((model.progress ?? 0) * 100) : null}
      className="flex max-w-sm flex-col gap-2 text-ink-muted text-sm"
    >
      <Progress.Label className="tabular-nums">{words}</Progress.Label>
      <Progress.Track className="h-1 overflow-hidden rounded-full bg-selected">
        <Progress.Indicator className="h-full rounded-full bg-accent transition-[width] data-indeterminate:w-1/4 data-indeterminate:animate-pulse" />
      </Progress.Track>
    </Progress.Root>
  );
}
