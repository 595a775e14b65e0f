import { Progress } from '@base-ui/react/progress';
import { Download, X } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { TextField } from '../../components/TextField.tsx';
import { toast } from '../../components/Toasts.tsx';
import { currentI18n, type I18n, useI18n } from '../../lib/i18n.ts';
import { useExtras } from './extras.ts';
import type { Pull } from './extras-store.ts';

/** The name of a model, and the button that brings it onto the server. */
export function HostedPullForm({ providerId }: { providerId: ProviderId }) {
  const { t } = useI18n();
  const words = t.extras.hosted;
  const pull = useExtras((state) => state.pull);
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const start = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = name.trim();
    setMissing(wanted === '');
    if (wanted === '') return;
    setName('');
    void pullAndTell(() => pull(providerId, wanted), wanted);
  };
  return (
    <form noValidate onSubmit={start} className="flex items-start gap-2 px-4 py-3">
      <TextField
        hideLabel
        mono
        className="flex-1"
        label={words.pullLabel}
        placeholder={words.pullPlaceholder}
        maxLength={300}
        value={name}
        onChange={(next) => {
          setName(next);
          setMissing(false);
        }}
        error={isMissing ? words.pullMissing : undefined}
      />
      <Button type="submit" icon={Download}>
        {words.pull}
      </Button>
    </form>
  );
}

/** A pull may end long after its page was left. */
async function pullAndTell(pull: () => Promise<boolean>, name: string): Promise<void> {
  if (await pull()) toast({ title: currentI18n().t.extras.hosted.pulled(name) });
}

interface HostedPullRowProps {
  providerId: ProviderId;
  pull: Pull;
}

/** A pull under way, or why it stopped. */
export function HostedPullRow({ providerId, pull: { name, progress, error } }: HostedPullRowProps) {
  const i18n = useI18n();
  const words = i18n.t.extras.hosted;
  const stop = useExtras((state) => state.stopPull);
  const dismiss = useExtras((state) => state.dismissPull);
  const pull = useExtras((state) => state.pull);
  const again = (
    <Button size="sm" onClick={() => void pullAndTell(() => pull(providerId, name), name)}>
      {words.pullAgain}
    </Button>
  );
  const away = (
    <IconButton
      size="sm"
      icon={X}
      className="-mr-2"
      label={words.dismiss(name)}
      onClick={() => dismiss(providerId, name)}
    />
  );
  if (error && error.code !== 'CANCELLED') {
    return (
      <div className="px-4 py-3">
        <p className="mb-1.5 flex items-center justify-between font-mono text-xs">
          {name}
          {away}
        </p>
        {error.code === 'MODEL_NOT_FOUND' ? (
          <ErrorText error={error} remedy={words.noSuchModel} />
        ) : (
          <ErrorText error={error} actions={again} />
        )}
      </div>
    );
  }
  const share = progress && progress.total > 0 ? progress.completed / progress.total : null;
  return (
    <div className="flex h-14 items-center gap-3 px-4">
      <div className="min-w-0 flex-1">
        <p className="truncate font-mono text-xs">{name}</p>
        <p className="mt-0.5 truncate text-ink-muted text-xs tabular-nums">
          {error ? words.stopped : progressWords({ name, progress, error }, i18n)}
        </p>
      </div>
      {error ? (
        again
      ) : (
        <Progress.Root
          aria-label={words.pulling(name)}
          value={share === null ? null : Math.round(share * 100)}
          className="w-40"
        >
          <Progress.Track className="h-1 overflow-hidden rounded-full bg-selected">
            <Progress.Indicator className="h-full bg-accent transition-[width] data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
          </Progress.Track>
        </Progress.Root>
      )}
      {error ? (
        away
      ) : (
        <IconButton
          size="sm"
          icon={X}
          className="-mr-2"
          label={words.stop(name)}
          onClick={() => stop(providerId, name)}
        />
      )}
    </div>
  );
}

function progressWords({ progress }: Pull, { t, format }: I18n): string {
  const words = t.extras.hosted;
  if (!progress || progress.total === 0) return words.waiting;
  if (progress.completed >= progress.total) return words.finishing;
  return words.progress(format.bytes(progress.completed), format.bytes(progress.total));
}
