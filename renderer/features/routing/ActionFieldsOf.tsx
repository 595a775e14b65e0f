import { NumberField } from '../../components/NumberField.tsx';
import { Select } from '../../components/Select.tsx';
import { TextAreaField } from '../../components/TextAreaField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { strategyNames } from './names-of.ts';
import type { ActionFields } from './rule-draft.ts';
import { useRouting } from './store.ts';
import { TargetField } from './TargetField.tsx';

interface ActionFieldsOfProps {
  fields: ActionFields;
  error: string | undefined;
  onChange: (fields: ActionFields) => void;
}

/** What can be said of each kind of action. */
export function ActionFieldsOf({ fields, error, onChange }: ActionFieldsOfProps) {
  const { t } = useI18n();
  const words = t.rules;
  const aliases = useRouting((state) => state.aliases) ?? [];
  const label = words.actionKinds[fields.kind];
  switch (fields.kind) {
    case 'isLocalOnly':
      return <p className="flex min-h-8 items-center text-pretty text-ink-faint text-xs">{words.localHelp}</p>;
    case 'target':
      return (
        <TargetField
          label={label}
          value={fields.target}
          onChange={(target) => onChange({ ...fields, target })}
          error={error}
        />
      );
    case 'alias':
      return (
        <Select
          hideLabel
          label={label}
          value={fields.alias}
          placeholder={aliases.length === 0 ? words.noAliases : words.chooseAlias}
          disabled={aliases.length === 0}
          onChange={(alias) => onChange({ ...fields, alias })}
          options={aliases.map(({ id, name }) => ({ value: id, label: name }))}
          error={error}
        />
      );
    case 'strategy':
      return (
        <Select
          hideLabel
          label={label}
          value={fields.strategy}
          onChange={(strategy) => onChange({ ...fields, strategy })}
          options={strategyNames(t).map((value) => ({ value, label: t.routing.strategies[value].name }))}
        />
      );
    case 'maxOutputTokens':
      return (
        <NumberField
          hideLabel
          inputMode="numeric"
          label={label}
          unit={words.fields.tokens}
          value={fields.count}
          onChange={(count) => onChange({ ...fields, count })}
          error={error}
        />
      );
    case 'parameters':
      return (
        <TextAreaField
          hideLabel
          mono
          rows={3}
          label={label}
          description={words.parametersHelp}
          value={fields.text}
          onChange={(text) => onChange({ ...fields, text })}
          error={error}
        />
      );
    case 'refuse':
    case 'onlyTag':
    case 'addTag':
      return (
        <TextField
          hideLabel
          label={label}
          placeholder={fields.kind === 'refuse' ? words.refuseWords : ''}
          maxLength={fields.kind === 'refuse' ? 500 : 40}
          value={fields.text}
          onChange={(text) => onChange({ ...fields, text })}
          error={error}
        />
      );
  }
}
