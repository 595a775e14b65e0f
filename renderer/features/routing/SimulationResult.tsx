import clsx from 'clsx';
import type { Simulation } from '../../../shared/model/simulation.ts';
import { Fact, Section } from '../../components/Section.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { CompareBars } from './CompareBars.tsx';
import { comparisonsOf } from './simulation-figures.ts';

interface SimulationResultProps {
  simulation: Simulation;
  /** As they are written. */
  days: string;
  /** Something was edited since. */
  isOld: boolean;
  isRunning: boolean;
}

export function SimulationResult({ simulation, days, isOld, isRunning }: SimulationResultProps) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const words = t.simulate;
  const { isCut, notKept, before, after, changed, untold, failuresAvoided, failuresAdded } = simulation;
  const requests = format.number(before.requests);
  const count = isCut ? words.newest(requests) : words.requests(requests);
  return (
    <div aria-busy={isRunning} className={clsx('transition-opacity delay-200', isRunning && 'opacity-60')}>
      <Section
        title={words.result(days)}
        description={isOld ? <span className="text-warning">{words.old}</span> : count}
      >
        <CompareBars comparisons={comparisonsOf(simulation, i18n)} />
      </Section>
      <Section title={words.changes}>
        <Fact name={words.another}>
          {changed === 0 ? (
            words.none
          ) : (
            <>
              {words.anotherOf(format.number(changed), requests, format.percent(changed / before.requests))}
              <Help>{words.anotherHelp}</Help>
            </>
          )}
        </Fact>
        <Fact name={words.failures}>
          {words.failuresOf(format.number(failuresAvoided), format.number(failuresAdded))}
        </Fact>
        {before.unpriced + after.unpriced > 0 ? (
          <Fact name={words.unpriced}>
            {words.unpricedOf(format.number(before.unpriced), format.number(after.unpriced))}
            <Help>{words.unpricedHelp}</Help>
          </Fact>
        ) : null}
        {untold > 0 ? (
          <Fact name={words.untold}>
            {words.requests(format.number(untold))}
            <Help>{words.untoldHelp}</Help>
          </Fact>
        ) : null}
        {notKept > 0 ? (
          <Fact name={words.notKept}>
            {words.requests(format.number(notKept))}
            <Help>{words.notKeptHelp}</Help>
          </Fact>
        ) : null}
      </Section>
    </div>
  );
}

function Help({ children }: { children: string }) {
  return <span className="mt-0.5 block text-pretty text-ink-muted text-xs">{children}</span>;
}
