import clsx from 'clsx';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { Target } from '../../../shared/model/provider.ts';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';
import { StateDot } from '../models/StateDot.tsx';
import { useModel } from '../models/store.ts';
import { useProviders } from '../providers/store.ts';
import { providerHealth } from './health.ts';
import { standingOfTarget, type TargetStanding } from './target-standing.ts';

const dots: Record<TargetStanding, string> = {
  ready: 'bg-success',
  unknown: 'border border-ink-faint',
  ill: 'bg-warning',
  down: 'bg-danger',
  off: 'bg-ink-faint',
  gone: 'bg-danger',
  broken: 'bg-danger',
};

interface TargetDotProps {
  target: Target;
  /** Only the dot is seen; the word is read out, and shown by pointing at it. */
  isBare?: boolean;
  /** It cannot be asked: what its provider can do otherwise does not matter. */
  isBroken?: boolean;
}

/** Whether a target would answer now, as a dot and a word. */
export function TargetDot({ target, isBare = false, isBroken = false }: TargetDotProps) {
  const { t } = useI18n();
  const isLocal = target.providerId === localProviderId;
  const local = useModel(isLocal ? target.modelId : undefined);
  const provider = useProviders((state) => state.providers?.find(({ id }) => id === target.providerId));
  const isRead = useProviders((state) => state.providers !== null);
  const health = useResource(providerHealth).data?.find(({ providerId }) => providerId === target.providerId);
  if (local && !isBare && !isBroken) return <StateDot model={local} />;
  const isKnown = isRead && !isLocal;
  const standing = ((): TargetStanding => {
    if (local) return local.failure ? 'down' : 'ready';
    if (!isKnown) return 'unknown';
    const found = standingOfTarget(provider, health);
    return isBroken && found !== 'off' && found !== 'gone' ? 'broken' : found;
  })();
  const words = t.routing.states[standing];
  return (
    <span title={words} className="inline-flex items-center gap-1.5 whitespace-nowrap text-ink-muted text-xs">
      <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', dots[standing])} />
      <span className={isBare ? 'sr-only' : undefined}>{words}</span>
    </span>
  );
}
