import { History } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useDelayed } from '../../lib/use-delayed.ts';
import { useDrafts } from './drafts.ts';
import { ListState } from './ListState.tsx';
import { SimulationResult } from './SimulationResult.tsx';
import { triedAliases, triedRules } from './simulate-input.ts';
import { useRouting, useSimulation } from './store.ts';
import { TriedList } from './TriedList.tsx';

const furthest = 90;
/** Ms until what runs can be cancelled: before, the button would only flicker. */
const soon = 1000;

/** What the rules and aliases, as they are edited, would have made of the requests of the last days. */
export function SimulateTab() {
  return (
    <ListState>
      <Simulate />
    </ListState>
  );
}

function Simulate() {
  const i18n = useI18n();
  const { t, format } = i18n;
  const words = t.simulate;
  const { days, switches, isRunning, found, error, setDays, run, stop } = useSimulation((state) => state);
  const edited = {
    rules: useRouting((state) => state.rules) ?? [],
    aliases: useRouting((state) => state.aliases) ?? [],
    drafts: { rules: useDrafts((state) => state.rules), aliases: useDrafts((state) => state.aliases) },
    switches,
  };
  const rules = triedRules(edited, i18n);
  const aliases = triedAliases(edited, i18n);
  const isDays = days !== null && Number.isInteger(days) && days >= 1 && days <= furthest;
  const input = {
    days: days ?? 0,
    rules: rules.flatMap(({ rule }) => rule ?? []),
    aliases: aliases.flatMap(({ alias }) => alias ?? []),
  };
  const canBeStopped = useDelayed(isRunning, soon);
  const isOld = found !== null && JSON.stringify(found.input) !== JSON.stringify(input);
  const shown = found && { ...found, days: format.number(found.input.days) };
  return (
    <>
      <p className="-mt-3 mb-4 max-w-xl text-pretty text-ink-muted text-sm">{words.intro}</p>
      <form
        noValidate
        className="mb-8 rounded-lg border border-line bg-surface"
        onSubmit={(event) => {
          event.preventDefault();
          if (isDays && !isRunning) void run(input);
        }}
      >
        <TriedList rules={rules} aliases={aliases} />
        <div className="flex items-end gap-2 border-line border-t p-4">
          <div className="mr-auto w-52">
            <NumberField
              label={words.days}
              inputMode="numeric"
              unit={words.daysUnit}
              value={days}
              onChange={setDays}
              error={isDays ? undefined : t.common.wholeNumber(1, furthest)}
            />
          </div>
          {canBeStopped ? <Button onClick={stop}>{t.common.cancel}</Button> : null}
          <Button type="submit" variant="primary" className="min-w-24" busy={isRunning} disabled={!isDays}>
            {words.run}
          </Button>
        </div>
      </form>
      <output className="sr-only">{canBeStopped ? words.running : ''}</output>
      {error === undefined ? null : <ErrorText error={error} className="mb-6" />}
      {shown && shown.simulation.before.requests === 0 ? (
        <EmptyState icon={History} title={words.empty.title(shown.days)} body={words.empty.body} />
      ) : null}
      {shown && shown.simulation.before.requests > 0 ? (
        <SimulationResult simulation={shown.simulation} days={shown.days} isOld={isOld} isRunning={isRunning} />
      ) : null}
    </>
  );
}
