import { Popover } from '@base-ui/react/popover';
import clsx from 'clsx';
import { Split } from 'lucide-react';
import { useState } from 'react';
import type { AnswerFacts } from '../../../shared/model/conversation.ts';
import type { MessageId } from '../../../shared/model/ids.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { AttemptRecord, RouteRecord } from '../../../shared/model/route.ts';
import { client } from '../../client/connect.ts';
import { ErrorText } from '../../components/ErrorText.tsx';
import { popupClass } from '../../components/popup.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { errorWords } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { reasonWords } from '../routing/plan-words.ts';
import { useTargetNames } from '../routing/target-names.ts';
import { sameAsked } from './route-choices.ts';
import { attemptTimes, routeSummary } from './route-words.ts';

interface RouteTimelineProps {
  messageId: MessageId;
  route: NonNullable<AnswerFacts['route']>;
}

/** That an answer came another way than straight from its model, in few words; the whole way behind it. */
export function RouteTimeline({ messageId, route }: RouteTimelineProps) {
  const i18n = useI18n();
  const words = i18n.t.route.timeline;
  const [record, setRecord] = useState<RouteRecord | null>();
  const { error, submit } = useSubmit(async () => setRecord(await client.call('messages.route', { messageId })));
  const summary = routeSummary(route, i18n);
  return (
    <Popover.Root
      onOpenChange={(open) => {
        if (open && !record) void submit();
      }}
    >
      <Popover.Trigger
        aria-label={words.open(summary)}
        className="-mx-1.5 flex min-h-7 items-center gap-1.5 rounded-md px-1.5 text-left transition-colors hover:bg-hover hover:text-ink"
      >
        <Split aria-hidden size={13} className="shrink-0" />
        {summary}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" align="start" sideOffset={6} className="z-50">
          <Popover.Popup className={`${popupClass} flex max-h-96 w-96 flex-col gap-3 overflow-y-auto p-3.5!`}>
            <Popover.Title className="font-semibold text-sm">{words.title}</Popover.Title>
            {error === undefined ? null : <ErrorText error={error} />}
            {record === undefined && error === undefined ? <Skeleton className="h-16" /> : null}
            {record === null ? <p className="text-ink-muted text-sm">{words.lost}</p> : null}
            {record ? <Timeline record={record} /> : null}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Timeline({ record }: { record: RouteRecord }) {
  const i18n = useI18n();
  const words = i18n.t.route.timeline;
  const { plan, attempts, isCached } = record;
  const rules = plan.rules.map(({ name }) => name).join(', ');
  return (
    <>
      <p className="-mt-1.5 text-pretty text-ink-muted text-xs">
        {words.asked(plan.asked)}
        {rules ? <span className="block">{words.byRules(rules)}</span> : null}
      </p>
      {isCached ? <p className="text-ink text-sm">{words.cachedBody}</p> : null}
      <ol className="flex flex-col">
        {attempts.map((attempt, at) => (
          <Attempt
            key={attempt.startedAt + at}
            attempt={attempt}
            before={attempts[at - 1]}
            plan={plan}
            isLast={at === attempts.length - 1}
          />
        ))}
      </ol>
    </>
  );
}

const dots: Record<AttemptRecord['outcome'], string> = {
  answered: 'bg-success',
  failed: 'bg-danger',
  cancelled: 'bg-ink-faint',
};

interface AttemptProps {
  attempt: AttemptRecord;
  before: AttemptRecord | undefined;
  plan: RouteRecord['plan'];
  isLast: boolean;
}

function Attempt({ attempt, before, plan, isLast }: AttemptProps) {
  const i18n = useI18n();
  const words = i18n.t.route;
  const names = useTargetNames();
  const { target, providerName, keyLabel, outcome, failure } = attempt;
  return (
    <li className="flex gap-2.5 text-xs">
      <span aria-hidden className="flex w-2 shrink-0 flex-col items-center pt-1.5">
        <span className={clsx('size-2 rounded-full', dots[outcome])} />
        {isLast ? null : <span className="mt-1 w-px flex-1 bg-line-strong" />}
      </span>
      <div className={clsx('min-w-0 flex-1', !isLast && 'pb-3')}>
        <p className="break-words text-sm">
          <span className="font-medium">{names.target(target)}</span>{' '}
          <span className="text-ink-muted text-xs">
            {target.providerId === localProviderId ? i18n.t.chat.onThisComputer : providerName}
          </span>
        </p>
        <p className="text-ink-muted">
          {before && sameAsked(before.target, target) ? words.timeline.again : reasonWords(attempt, plan, i18n)}
          {keyLabel ? ` · ${words.key(keyLabel)}` : ''}
        </p>
        <p className="text-ink-muted tabular-nums">
          <span className={outcome === 'failed' ? 'text-danger' : undefined}>
            {failure ? errorWords(failure, i18n).title : words.timeline.outcomes[outcome]}
          </span>
          {` · ${attemptTimes(attempt, i18n)}`}
        </p>
      </div>
    </li>
  );
}
