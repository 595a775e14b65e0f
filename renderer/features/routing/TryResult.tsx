import clsx from 'clsx';
import { isErrorCode } from '../../../shared/errors/codes.ts';
import type { Estimate, PlannedAttempt, RoutePlan } from '../../../shared/model/route.ts';
import type { RouteTryResult } from '../../../shared/model/route-try.ts';
import { Callout } from '../../components/Callout.tsx';
import { Details } from '../../components/Details.tsx';
import { Section } from '../../components/Section.tsx';
import { errorWords } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { figuresOf, planFacts, reasonWords } from './plan-words.ts';
import { RuleOutcomes } from './RuleOutcomes.tsx';
import { TargetDot } from './TargetDot.tsx';
import { useTargetNames } from './target-names.ts';

interface TryResultProps {
  result: RouteTryResult;
  /** Something newer is being looked for. */
  isOld: boolean;
}

export function TryResult({ result, isOld }: TryResultProps) {
  const { t } = useI18n();
  const words = t.route.try;
  const { plan, refusal, rules } = result;
  return (
    <div aria-busy={isOld} className={clsx('transition-opacity delay-200', isOld && 'opacity-60')}>
      {refusal ? (
        <Callout tone="warning" title={words.nobody} className="mb-8">
          <Refusal {...refusal} />
        </Callout>
      ) : null}
      {plan ? <Plan plan={plan} isRefused={refusal !== null} /> : null}
      <Section title={words.rules}>
        {rules.length === 0 ? <p className="px-4 py-3 text-ink-muted text-sm">{words.noRules}</p> : null}
        <RuleOutcomes rules={rules} />
      </Section>
    </div>
  );
}

function Plan({ plan, isRefused }: { plan: RoutePlan; isRefused: boolean }) {
  const i18n = useI18n();
  const words = i18n.t.route;
  const names = useTargetNames();
  const [first, ...others] = plan.attempts;
  return (
    <>
      {first && !isRefused ? (
        <Section title={words.try.goesTo} description={planFacts(plan, i18n).join(' · ')}>
          <output className="block">
            <Attempt attempt={first} plan={plan} isFirst />
          </output>
        </Section>
      ) : null}
      {others.length > 0 && !isRefused ? (
        <Section title={words.try.standIns}>
          <ol className="divide-y divide-line">
            {others.map((attempt) => (
              <li key={`${attempt.target.providerId} ${attempt.target.modelId}`}>
                <Attempt attempt={attempt} plan={plan} />
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
      {plan.passedOver.length > 0 ? (
        <Section title={words.try.passedOver}>
          <ul className="divide-y divide-line">
            {plan.passedOver.map(({ target, why }) => (
              <li
                key={`${target.providerId} ${target.modelId} ${why}`}
                className="flex items-baseline gap-4 px-4 py-2.5 text-sm"
              >
                <span className="min-w-0 flex-1 truncate">
                  {names.target(target)} <span className="text-ink-muted text-xs">{names.providerOf(target)}</span>
                </span>
                <span className="text-ink-muted text-xs">{words.exclusions[why]}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

/** The words of a rule as they are; all else in the person's language. */
function Refusal({ code, message }: NonNullable<RouteTryResult['refusal']>) {
  const i18n = useI18n();
  if (!isErrorCode(code) || code === 'REFUSED_BY_RULE') return message;
  return (
    <>
      {errorWords({ code, message }, i18n).remedy}
      <Details>{message}</Details>
    </>
  );
}

/** Below each other in all rows, also where one is not known. */
const columns: Record<keyof Estimate, string> = { quality: 'col-start-1', latency: 'col-start-2', cost: 'col-start-3' };

interface AttemptProps {
  attempt: PlannedAttempt;
  plan: RoutePlan;
  isFirst?: boolean;
}

function Attempt({ attempt, plan, isFirst = false }: AttemptProps) {
  const i18n = useI18n();
  const words = i18n.t.route;
  const names = useTargetNames();
  const { target, demotion, estimate } = attempt;
  return (
    <div className="flex items-start gap-4 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-center gap-2">
          <span className={clsx('truncate', isFirst ? 'font-semibold text-base' : 'text-sm')}>
            {names.target(target)}
          </span>
          <span className="truncate text-ink-muted text-xs">{names.providerOf(target)}</span>
          <TargetDot isBare target={target} />
        </p>
        <p className={clsx('mt-0.5 text-xs', demotion ? 'text-warning' : 'text-ink-muted')}>
          {demotion ? words.demotions[demotion] : reasonWords(attempt, plan, i18n)}
        </p>
      </div>
      <dl className="grid shrink-0 grid-cols-[3.5rem_5.5rem_8rem] gap-3 text-right text-xs tabular-nums">
        {figuresOf(estimate, i18n).map(({ of, name, value }) => (
          <div key={of} className={columns[of]}>
            <dt className="text-2xs text-ink-faint">{name}</dt>
            <dd className="text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
