import { useState } from 'react';
import { toAppError } from '../../../shared/errors/app-error.ts';
import type { Provider, ProviderKind } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { SchemaForm } from '../../components/SchemaForm.tsx';
import { Section } from '../../components/Section.tsx';
import { TextField } from '../../components/TextField.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { type FieldErrors, fieldOf, settingWords } from './provider-form.ts';
import { useProviders } from './store.ts';

/** Name and settings of a provider that is there already; saved together. */
export function SettingsSection({ provider, kind }: { provider: Provider; kind: ProviderKind }) {
  const { t } = useI18n();
  const update = useProviders((state) => state.update);
  /** What was typed over the present state; undefined while nothing was. */
  const [typed, setTyped] = useState<{ name: string; settings: Provider['settings'] }>();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const { name, settings } = typed ?? provider;
  const isChanged = name !== provider.name || JSON.stringify(settings) !== JSON.stringify(provider.settings);

  const change = (next: Partial<{ name: string; settings: Provider['settings'] }>): void => {
    setErrors({});
    setTyped({ name, settings, ...next });
  };

  const save = async (): Promise<void> => {
    if (name.trim() === '') {
      setErrors({ name: t.providers.nameMissing });
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await update({ providerId: provider.id, name: name.trim(), settings });
      setTyped(undefined);
      toast({ title: t.providers.saved });
    } catch (thrown) {
      const failure = toAppError(thrown);
      const field = fieldOf(failure.toJSON(), kind);
      if (field) setErrors({ [field]: failure.message });
      else setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Section title={t.providers.settings}>
      <form
        noValidate
        className="flex flex-col gap-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t.providers.name}
          value={name}
          onChange={(next) => change({ name: next })}
          maxLength={80}
          error={errors['name']}
        />
        <SchemaForm
          schema={kind.settingsSchema}
          value={settings}
          onChange={(next) => change({ settings: next })}
          errors={errors}
          words={settingWords(kind.settingsSchema, t)}
        />
        {error === undefined ? null : <ErrorText error={error} />}
        <div className="flex justify-end gap-2">
          <Button type="submit" variant={isChanged ? 'primary' : 'secondary'} disabled={!isChanged} busy={isBusy}>
            {t.common.save}
          </Button>
        </div>
      </form>
    </Section>
  );
}
