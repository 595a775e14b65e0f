import type { LocalModel } from '../../../shared/model/local-model.ts';
import type { I18n } from '../../lib/i18n.ts';

/** How a model stands, as far as a person has to tell it apart. */
export type Standing = 'on-disk' | 'arriving' | 'waiting' | 'loading' | 'loaded' | 'busy' | 'unloading' | 'failed';

export function standingOf(model: LocalModel): Standing {
  const { state, running, queued } = model;
  switch (state) {
    case 'loaded':
      return running + queued > 0 ? 'busy' : 'loaded';
    case 'on-disk':
      if (model.isArriving) return 'arriving';
      return model.failure ? 'failed' : 'on-disk';
    case 'waiting':
    case 'loading':
    case 'unloading':
      return state;
  }
}

/** Whether it can be talked to, as far as its file tells. */
export const isForChat = ({ facts, isArriving }: LocalModel): boolean =>
  !isArriving && (facts?.kind === 'chat' || facts?.kind === 'completion');

export const canBeLoaded = ({ facts, isArriving }: LocalModel): boolean =>
  facts !== null && !isArriving && facts.kind !== 'adapter' && facts.kind !== 'projector';

/** "43 %", as the language writes it. */
export const percentOf = (progress: number | null, { format }: Pick<I18n, 'format'>): string =>
  format.percent(progress ?? 0);

/** "Loaded", "Loading 43 %", "Answering 2, 1 request waits". */
export function stateWords(model: LocalModel, i18n: Pick<I18n, 't' | 'format'>): string {
  const { t, format } = i18n;
  const words = t.models.state;
  const standing = standingOf(model);
  if (standing === 'loading') return words.loadingAt(percentOf(model.progress, i18n));
  if (standing !== 'busy') return words[standing];
  const { running, queued } = model;
  const parts = [
    running > 0 ? words.answering(format.number(running)) : words.loaded,
    ...(queued > 0 ? [words.waitingToo(format.number(queued))] : []),
  ];
  return parts.join(', ');
}

/** 494M, 7.6B: how the names of models write it. */
export function parameterCount(count: number, { format }: Pick<I18n, 'format'>): string {
  if (count >= 1e12) return `${format.number(count / 1e12, 1)}T`;
  if (count >= 1e9) return `${format.number(count / 1e9, 1)}B`;
  if (count >= 1e6) return `${format.number(count / 1e6)}M`;
  return count >= 1e3 ? `${format.number(count / 1e3)}K` : format.number(count);
}
