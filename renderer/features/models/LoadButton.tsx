import { Progress } from '@base-ui/react/progress';
import { X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { LocalModel } from '../../../shared/model/local-model.ts';
import { toastError } from '../../app/toast-error.ts';
import { Button, type ButtonSize } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { loadModel, stopLoading } from './actions.ts';
import { canBeLoaded, type Standing, standingOf } from './model-state.ts';
import { useModels } from './store.ts';
import { UnloadDialog } from './UnloadDialog.tsx';

interface LoadButtonProps {
  model: LocalModel;
  size?: ButtonSize;
  /** The one thing to do on its page. */
  isMain?: boolean;
}

/** Load, stop loading, or unload: what can be done with a model as it stands. */
export function LoadButton(props: LoadButtonProps) {
  const place = useKeptFocus(standingOf(props.model));
  return (
    <span ref={place} className="contents">
      <StateButton {...props} />
    </span>
  );
}

/** The button goes with the state it stood for: what comes in its place gets the focus it had. */
function useKeptFocus(standing: Standing): RefObject<HTMLSpanElement | null> {
  const place = useRef<HTMLSpanElement>(null);
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    const note = (): void => {
      const { activeElement } = document;
      focused.current = place.current?.contains(activeElement) ? activeElement : null;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    if (!focused.current || focused.current.isConnected || document.activeElement !== document.body) return;
    place.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus({ preventScroll: true });
  }, [standing]);
  return place;
}

function StateButton({ model, size = 'sm', isMain = false }: LoadButtonProps) {
  const { t } = useI18n();
  const { name, displayName } = model;
  switch (standingOf(model)) {
    case 'loading':
    case 'waiting':
      return <LoadProgress model={model} />;
    case 'loaded':
    case 'busy':
    case 'unloading':
      return <UnloadButton model={model} size={size} />;
    case 'on-disk':
    case 'arriving':
    case 'failed':
      return (
        <Button
          size={size}
          variant={isMain ? 'primary' : 'secondary'}
          disabled={!canBeLoaded(model)}
          aria-label={t.models.loadNamed(displayName)}
          onClick={() => void loadModel(name)}
        >
          {t.models.load}
        </Button>
      );
  }
}

function UnloadButton({ model, size }: { model: LocalModel; size: ButtonSize }) {
  const { t } = useI18n();
  const unload = useModels((state) => state.unload);
  const [isAsking, setAsking] = useState(false);
  const { name, displayName, running, queued } = model;
  const isBusy = running + queued > 0;
  return (
    <>
      <Button
        size={size}
        busy={model.state === 'unloading'}
        aria-label={t.models.unloadNamed(displayName)}
        onClick={() => (isBusy ? setAsking(true) : void unload(name).catch(toastError))}
      >
        {t.models.unload}
      </Button>
      <UnloadDialog
        model={model}
        open={isAsking}
        onOpenChange={setAsking}
        onConfirm={() => unload(name, { force: true })}
      />
    </>
  );
}

function LoadProgress({ model }: { model: LocalModel }) {
  const { t } = useI18n();
  const { name, displayName, state, progress } = model;
  return (
    <span className="flex items-center gap-1.5">
      <Progress.Root
        aria-label={t.models.loadNamed(displayName)}
        value={state === 'loading' && progress !== null ? Math.round(progress * 100) : null}
        className="w-20"
      >
        <Progress.Track className="h-1 overflow-hidden rounded-full bg-selected">
          <Progress.Indicator className="h-full bg-accent transition-[width] data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
        </Progress.Track>
      </Progress.Root>
      <IconButton size="sm" icon={X} label={t.models.stopLoading(displayName)} onClick={() => stopLoading(name)} />
    </span>
  );
}
