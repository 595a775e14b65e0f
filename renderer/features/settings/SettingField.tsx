import { useState } from 'react';
import type { Input } from '../../../shared/contract/contract.ts';
import type { Catalogue } from '../../../shared/i18n/index.ts';
import { limits } from '../../../shared/model/limits.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { appInfo } from '../../app/resources.ts';
import { updateSettings } from '../../app/settings-store.ts';
import { NumberField } from '../../components/NumberField.tsx';
import { Select } from '../../components/Select.tsx';
import { Switch } from '../../components/Switch.tsx';
import { TextField } from '../../components/TextField.tsx';
import { errorDataOf, errorWords, reasonOf } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';

export type ShownSetting = keyof Catalogue['settings']['fields'];

const rangeOf = (name: ShownSetting): { min: number; max: number } | undefined =>
  name in limits ? limits[name as keyof typeof limits] : undefined;

/** Saved, but the host runs with another value until it starts again. */
function useIsWaiting(name: ShownSetting, settings: Settings): boolean {
  const { data: info } = useResource(appInfo);
  if (!info || (name !== 'port' && name !== 'bodyLimit')) return false;
  // The port may have been chosen from outside: what counts is where it runs.
  const isRunningThere = name === 'port' && settings.port !== null && info.address.endsWith(`:${settings.port}`);
  return settings[name] !== info.startedWith[name] && !isRunningThere;
}

/** One setting, saved as soon as it is changed. What it looks like follows from its words and its value. */
export function SettingField({ name, settings }: { name: ShownSetting; settings: Settings }) {
  const i18n = useI18n();
  const { t } = i18n;
  const isWaiting = useIsWaiting(name, settings);
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
      await updateSettings({ [name]: next } as Input<'settings.update'>, { atOnce: name !== 'port' });
    } catch (thrown) {
      const { title, remedy } = errorWords(thrown, i18n);
      setError(t.settings.reasons[reasonOf(errorDataOf(thrown)) ?? ''] ?? `${title}. ${remedy}`);
    }
  };

  const description = isWaiting ? (
    <>
      {help} <strong className="font-medium text-warning">{t.settings.fromNextStart}</strong>
    </>
  ) : (
    help
  );
  const common = { label, description, error, layout: 'row' as const };
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
