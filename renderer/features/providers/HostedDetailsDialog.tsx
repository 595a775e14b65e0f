import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { HostedModel, HostedModelDetails } from '../../../shared/model/extras.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { client } from '../../client/connect.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';

interface HostedDetailsDialogProps {
  open: boolean;
  onClose: () => void;
  providerId: ProviderId;
  model: HostedModel;
}

/** What the server says about one of its models. */
export function HostedDetailsDialog({ open, onClose, providerId, model }: HostedDetailsDialogProps) {
  const content = useRef<HTMLDivElement>(null);
  return (
    <Dialog open={open} onOpenChange={onClose} title={model.name} size="lg" initialFocus={content}>
      {/* Else the button to close has it, whose tooltip takes the first Escape. */}
      <div ref={content} tabIndex={-1} className="outline-none">
        {open ? <Details providerId={providerId} model={model} /> : null}
      </div>
    </Dialog>
  );
}

function Details({ providerId, model: { name, changedAt } }: Pick<HostedDetailsDialogProps, 'providerId' | 'model'>) {
  const { t, format } = useI18n();
  const words = t.extras.hosted;
  const [details, setDetails] = useState<HostedModelDetails>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let isLeft = false;
    client.call('hosted-models.get', { providerId, name }).then(
      (found) => !isLeft && setDetails(found),
      (thrown: unknown) => !isLeft && setError(thrown),
    );
    return () => {
      isLeft = true;
    };
  }, [providerId, name]);
  if (error !== undefined) return <ErrorText error={error} />;
  if (!details) {
    return (
      <output aria-label={t.common.loading} className="flex flex-col gap-3">
        <Skeleton className="h-3.5 w-56" />
        <Skeleton className="h-3.5 w-40" />
      </output>
    );
  }
  const { context, architecture, format: fileFormat, abilities } = details;
  const facts: [string, string | null][] = [
    [words.facts.context, context === null ? null : words.tokens(format.number(context))],
    [words.facts.architecture, architecture],
    [words.facts.format, fileFormat],
    [words.facts.abilities, abilities.join(', ') || null],
    [words.facts.changed, changedAt === null ? null : format.dateTime(changedAt)],
  ];
  const texts: [string, string][] = [
    [words.system, details.system],
    [words.parameters, details.parameters],
    [words.template, details.template],
    [words.license, details.license],
  ];
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[9rem_1fr] gap-y-1.5 text-sm">
        {facts.map(([label, value]) =>
          value === null ? null : (
            <div key={label} className="contents">
              <dt className="text-ink-muted">{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <div className="flex flex-col gap-1">
        {texts.map(([label, text]) => (text ? <LongText key={label} label={label} text={text} /> : null))}
      </div>
    </div>
  );
}

function LongText({ label, text }: { label: string; text: string }) {
  return (
    <details className="group text-sm">
      <summary className="-ml-1 inline-flex cursor-pointer list-none items-center gap-1 rounded-sm pr-1.5 text-ink-muted hover:text-ink">
        <ChevronRight aria-hidden size={14} className="transition-transform group-open:rotate-90" />
        {label}
      </summary>
      <pre className="mt-1.5 select-text whitespace-pre-wrap break-words rounded-md bg-sunken px-3 py-2.5 font-mono text-xs">
        {text}
      </pre>
    </details>
  );
}
