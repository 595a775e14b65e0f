import { ExternalLink, LoaderCircle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { AppError } from '../../../shared/errors/app-error.ts';
import type { SignIn } from '../../../shared/model/sign-in.ts';
import { Button } from '../../components/Button.tsx';
import { Callout } from '../../components/Callout.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useNow } from './use-now.ts';
import type { SignInState } from './use-sign-in.ts';

export interface SignInPanelProps {
  flow: SignInState;
  onStart: () => void;
}

/** The code to type at the vendor's page, and what became of it. */
export function SignInPanel({ flow, onStart }: SignInPanelProps) {
  const { t } = useI18n();
  switch (flow.state) {
    case 'waiting':
      return <Code signIn={flow.signIn} />;
    case 'failed':
      return <Failed error={flow.error} onStart={onStart} />;
    case 'idle':
    case 'starting':
      return (
        <div className="flex flex-col items-start gap-2">
          <Button variant="primary" busy={flow.state === 'starting'} onClick={onStart}>
            {t.signIn.start}
          </Button>
          <p className="text-ink-muted text-xs">{t.signIn.description}</p>
        </div>
      );
  }
}

function Failed({ error, onStart }: { error: AppError; onStart: () => void }) {
  const { t } = useI18n();
  const reason = t.signIn.reasons[error.code];
  const restart = (
    <Button size="sm" onClick={onStart}>
      {t.signIn.restart}
    </Button>
  );
  if (reason === undefined) return <ErrorText error={error} actions={restart} />;
  return (
    <Callout tone="danger" title={t.signIn.failed} action={restart}>
      {reason}
    </Callout>
  );
}

function Code({ signIn: { userCode, verificationUrl, expiresAt } }: { signIn: SignIn }) {
  const { t, format } = useI18n();
  const now = useNow(true);
  const page = useRef<HTMLAnchorElement>(null);
  // The button that got the code is gone, and the focus with it.
  useEffect(() => page.current?.focus(), []);
  const { host } = new URL(verificationUrl);
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line px-4 py-4">
      <div className="flex flex-col items-center gap-1">
        <p className="text-ink-muted text-xs">{t.signIn.code}</p>
        <p className="flex items-center gap-1">
          <span className="select-all pl-7 font-mono font-semibold text-2xl tracking-widest">{userCode}</span>
          <CopyButton text={userCode} label={t.signIn.copy} />
        </p>
      </div>
      <p className="text-pretty text-ink-muted text-sm">{t.signIn.help(host)}</p>
      <a
        ref={page}
        href={verificationUrl}
        target="_blank"
        rel="noreferrer noopener"
        className="inline-flex h-8 items-center justify-center gap-1.5 rounded-md bg-accent px-3 font-medium text-accent-ink text-sm shadow-control hover:bg-accent-hover"
      >
        <ExternalLink aria-hidden size={15} />
        {t.signIn.open(host)}
      </a>
      <p className="flex items-center gap-2 text-ink-muted text-xs">
        <LoaderCircle aria-hidden size={13} className="shrink-0 animate-spin" />
        <output>{t.signIn.waiting}</output>
      </p>
      <p className="-mt-2 pl-5 text-ink-faint text-xs tabular-nums">
        {t.signIn.validFor(format.duration(Math.max(0, expiresAt - now)))}
      </p>
    </div>
  );
}
