import { NumberField } from '../../components/NumberField.tsx';
import { Select } from '../../components/Select.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import type { ConditionFields } from './condition-draft.ts';
import { doorOptions, needNames, personalDataNames, taskNames } from './names-of.ts';
import { ToggleChips } from './ToggleChips.tsx';
import { dayName } from './words-of-list.ts';

interface ConditionFieldsOfProps {
  fields: ConditionFields;
  /** What kind of condition it is, for those who do not see where it stands. */
  label: string;
  errorOf: (field: string) => string | undefined;
  onChange: (fields: ConditionFields) => void;
}

const week = [1, 2, 3, 4, 5, 6, 7];
const isOffline = { offline: true, online: false } as const;

/** What can be said of each kind of condition. */
export function ConditionFieldsOf({ fields, label, errorOf, onChange }: ConditionFieldsOfProps) {
  const { t, language } = useI18n();
  const words = t.rules.fields;
  const helps: Partial<Record<ConditionFields['kind'], string>> = {
    model: words.modelHelp,
    text: words.textHelp,
    client: words.clientHelp,
  };
  switch (fields.kind) {
    case 'door':
      return (
        <Select
          hideLabel
          label={label}
          value={fields.text}
          onChange={(text) => onChange({ ...fields, text })}
          options={doorOptions(fields.text, t)}
        />
      );
    case 'model':
    case 'client':
    case 'tag':
    case 'text':
      return (
        <TextField
          hideLabel
          mono={fields.kind === 'model' || fields.kind === 'text'}
          label={label}
          description={helps[fields.kind]}
          maxLength={fields.kind === 'text' ? 1000 : fields.kind === 'model' ? 300 : 80}
          value={fields.text}
          onChange={(text) => onChange({ ...fields, text })}
          error={errorOf('value')}
        />
      );
    case 'task':
      return (
        <ToggleChips
          label={label}
          options={taskNames(t).map((value) => ({ value, label: t.rules.tasks[value] }))}
          value={fields.tasks}
          onChange={(tasks) => onChange({ ...fields, tasks })}
          error={errorOf('list')}
        />
      );
    case 'personalData':
      return (
        <ToggleChips
          label={label}
          options={personalDataNames(t).map((value) => ({ value, label: t.rules.personalData[value] }))}
          value={fields.kinds}
          onChange={(kinds) => onChange({ ...fields, kinds })}
          error={errorOf('list')}
        />
      );
    case 'inputTokens':
      return (
        <div className="grid grid-cols-2 items-start gap-2">
          {(['atLeast', 'atMost'] as const).map((name) => (
            <NumberField
              key={name}
              hideLabel
              inputMode="numeric"
              label={`${label}: ${words[name]}`}
              placeholder={words[name]}
              unit={words.tokens}
              value={fields[name]}
              onChange={(count) => onChange({ ...fields, [name]: count })}
              error={errorOf(name)}
            />
          ))}
        </div>
      );
    case 'has':
      return (
        <Select
          hideLabel
          label={label}
          value={fields.need}
          onChange={(need) => onChange({ ...fields, need })}
          options={needNames(t).map((value) => ({ value, label: t.rules.needs[value].name }))}
        />
      );
    case 'time':
      return (
        <div className="flex flex-col gap-2">
          <div className="flex items-start gap-3">
            {(['from', 'until'] as const).map((name) => (
              <div key={name} className="flex items-start gap-2">
                <span aria-hidden className="text-ink-muted text-xs leading-8">
                  {words[name]}
                </span>
                <TextField
                  hideLabel
                  className="w-24!"
                  label={`${label}: ${words[name]}`}
                  placeholder="09:30"
                  maxLength={5}
                  value={fields[name]}
                  onChange={(time) => onChange({ ...fields, [name]: time })}
                  error={errorOf(name)}
                />
              </div>
            ))}
          </div>
          <ToggleChips
            label={words.days}
            options={week.map((value) => ({
              value,
              label: dayName(value, 'short', language),
              name: dayName(value, 'long', language),
            }))}
            value={fields.days}
            onChange={(days) => onChange({ ...fields, days })}
          />
          <p className="text-ink-faint text-xs">{words.daysHelp}</p>
        </div>
      );
    case 'isOffline':
      return (
        <Select
          hideLabel
          label={label}
          value={fields.isOffline ? 'offline' : 'online'}
          onChange={(next) => onChange({ ...fields, isOffline: isOffline[next] })}
          options={(['offline', 'online'] as const).map((value) => ({ value, label: words[value] }))}
        />
      );
    case 'budgetUsed':
      return (
        <NumberField
          hideLabel
          label={`${label}: ${words.atLeast}`}
          placeholder={words.atLeast}
          unit="%"
          value={fields.percent}
          onChange={(percent) => onChange({ ...fields, percent })}
          error={errorOf('value')}
        />
      );
    case 'localWait':
      return (
        <NumberField
          hideLabel
          label={`${label}: ${words.atLeast}`}
          placeholder={words.atLeast}
          unit="s"
          value={fields.seconds}
          onChange={(seconds) => onChange({ ...fields, seconds })}
          error={errorOf('value')}
        />
      );
  }
}
