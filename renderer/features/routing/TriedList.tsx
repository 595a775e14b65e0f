import type { ReactNode } from 'react';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { openAlias, openRule } from './open-routing.ts';
import { ruleSentence } from './rule-words.ts';
import type { TriedAlias, TriedAs, TriedRule } from './simulate-input.ts';
import { useSimulation } from './store.ts';
import { useTargetNames } from './target-names.ts';

interface TriedListProps {
  rules: readonly TriedRule[];
  aliases: readonly TriedAlias[];
}

/** What goes into the simulation: all rules, and the aliases that are edited. */
export function TriedList({ rules, aliases }: TriedListProps) {
  const { t } = useI18n();
  const words = t.simulate;
  const editedAliases = aliases.filter(({ as }) => as !== 'stored');
  return (
    <>
      <div className="px-4 pt-3 pb-1.5">
        <p className="font-semibold text-sm">{words.tried}</p>
        <p className="mt-0.5 text-pretty text-ink-muted text-xs">{words.triedHelp}</p>
      </div>
      {rules.length === 0 ? <p className="px-4 pb-3 text-ink-muted text-sm">{words.noRules}</p> : null}
      <ul aria-label={words.rules} className="max-h-80 overflow-y-auto pb-1.5">
        {rules.map((tried) => (
          <RuleLine key={tried.id} tried={tried} />
        ))}
      </ul>
      {editedAliases.length > 0 ? (
        <ul aria-label={words.aliases} className="border-line border-t py-1.5">
          {editedAliases.map(({ id, as, alias }) => (
            <li key={id} className="px-4 py-1.5">
              <Title as={as} name={alias?.name ?? words.newAlias} onOpen={() => openAlias(id)} />
              <Unfinished as={as} isStored={alias !== null} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function RuleLine({ tried: { id, as, rule, isSwitched } }: { tried: TriedRule }) {
  const i18n = useI18n();
  const words = i18n.t.simulate;
  const names = useTargetNames();
  const setSwitch = useSimulation((state) => state.setSwitch);
  const name = rule?.name ?? words.newRule;
  return (
    <li className="flex items-start gap-3 px-4 py-1.5">
      <span className="flex h-5 items-center">
        <Switch
          hideLabel
          label={words.whatIf(name)}
          checked={rule?.isEnabled ?? false}
          disabled={rule === null}
          // Back to what is stored, it follows that again.
          onChange={(isOn) => setSwitch(id, isSwitched ? undefined : isOn)}
        />
      </span>
      <div className="min-w-0 flex-1">
        <Title as={as} name={name} onOpen={() => openRule(id)}>
          {isSwitched ? <Badge tone="accent">{rule?.isEnabled ? words.switched.on : words.switched.off}</Badge> : null}
        </Title>
        {rule ? <p className="truncate text-ink-muted text-xs">{ruleSentence(rule, names, i18n)}</p> : null}
        <Unfinished as={as} isStored={rule !== null} />
      </div>
    </li>
  );
}

const tones: Record<Exclude<TriedAs, 'stored'>, BadgeTone> = { edited: 'accent', new: 'accent', unfinished: 'warning' };

interface TitleProps {
  as: TriedAs;
  name: string;
  onOpen: () => void;
  children?: ReactNode;
}

function Title({ as, name, onOpen, children }: TitleProps) {
  const words = useI18n().t.simulate;
  return (
    <p className="flex items-center gap-2">
      <button type="button" className="truncate rounded-sm text-left text-sm hover:underline" onClick={onOpen}>
        {name}
      </button>
      {as === 'stored' ? null : <Badge tone={tones[as]}>{words.as[as]}</Badge>}
      {children}
    </p>
  );
}

function Unfinished({ as, isStored }: { as: TriedAs; isStored: boolean }) {
  const words = useI18n().t.simulate;
  if (as !== 'unfinished') return null;
  return <p className="text-warning text-xs">{isStored ? words.storedInstead : words.leftOut}</p>;
}
