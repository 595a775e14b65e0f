import { useState } from 'react';
import type { Input } from '../../../shared/contract/contract.ts';
import type { Catalogue } from '../../../shared/i18n/index.ts';
import { limits } from '../../../shared/model/limits.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { updateSettings } from '../../app/settings-store.ts';
import { errorDataOf } from '../../components/ErrorText.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { Select } from '../../components/Select.tsx';
import { Switch } from '../../components/Switch.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';

export type ShownSetting = keyof Catalogue['settings']['fields'];

const rangeOf = (name: ShownSetting): { min: number; max: number } | undefined =>
  name in limits ? limits[name as keyof typeof limits] : undefined;

/** One setting, saved as soon as it is changed. What it looks like follows from its words and its value. */
export function SettingField({ name, settings }: { name: ShownSetting; settings: Settings }) {
  const { t } = useI18n();
  const [error, setError] = useState<string>();
  const value: unknown = settings[name];
  const { label, help, options, placeholder, unit } = t.settings.fields[name];

  const save = async (next: unknown) => {
    const range = rangeOf(name);
    if (typeof next === 'number' && range && !(Number.isInteger(next) && next >= range.min && next <= range.max)) {
      setError(t.common.wholeNumber(range.min, range.max));
      return;
    }
    setError(undefined);
    if (next === value) return;
    try {
      await updateSettings({ [name]: next } as Input<'settings.update'>);
    } catch (thrown) {
      const { code, message } = errorDataOf(thrown);
      setError(`${t.errors[code].title}. ${message}`);
    }
  };

  const common = { label, description: help, error, layout: 'row' as const };
  if (options) {
    return (
      <Select
        {...common}
        value={String(value)}
        onChange={(next) => void save(next)}
        options={Object.entries(options).map(([option, words]) => ({ value: option, label: words }))}
      />
    );
  }
  if (typeof value === 'boolean') return <Switch {...common} checked={value} onChange={(next) => void save(next)} />;
  if (typeof value === 'string') return <TextField {...common} value={value} onChange={(next) => void save(next)} />;
  return (
    <NumberField
      {...common}
      inputMode="numeric"
      value={typeof value === 'number' ? value : null}
      placeholder={placeholder}
      {...(unit ? { unit } : {})}
      onCommit={(next) => void save(next)}
    />
  );
}
