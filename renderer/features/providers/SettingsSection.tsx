import { useState } from 'react';
import type { Provider, ProviderKind } from '../../../shared/model/provider.ts';
import { Badge } from '../../components/Badge.tsx';
import { SaveBar } from '../../components/SaveBar.tsx';
import { SchemaForm } from '../../components/SchemaForm.tsx';
import { Section } from '../../components/Section.tsx';
import { TextField } from '../../components/TextField.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { InstanceFields, LimitFields } from './InstanceFields.tsx';
import { choiceErrors } from './instance-choices.ts';
import { NetworkPart } from './NetworkParts.tsx';
import { type FieldErrors, fieldErrorOf, fieldsOfKind, settingWords } from './provider-form.ts';
import type { SettingsDraft } from './providers-store.ts';
import { settingsOf, unsavedOf } from './settings-draft.ts';
import { useProviders } from './store.ts';

/** Name, settings and choices of a provider that is there already; saved together. What is typed stays until then. */
export function SettingsSection({ provider, kind }: { provider: Provider; kind: ProviderKind }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { id } = provider;
  const saveDraft = useProviders((state) => state.saveDraft);
  const draft = useProviders((state) => unsavedOf(provider, state.drafts[id]));
  const setDraft = useProviders((state) => state.setDraft);
  const [errors, setErrors] = useState<FieldErrors>({});
  const shown = draft ?? settingsOf(provider);
  const { name, settings } = shown;

  const change = (typed: Partial<SettingsDraft>): void => {
    setErrors({});
    setDraft(id, unsavedOf(provider, { ...shown, ...typed }));
  };

  const form = useSubmit(async () => {
    const missing = name.trim() === '' ? { name: t.providers.nameMissing } : {};
    const found = { ...choiceErrors(shown, i18n), ...missing };
    if (Object.keys(found).length > 0) {
      setErrors(found);
      return;
    }
    try {
      await saveDraft(id);
    } catch (thrown) {
      const fieldErrors = fieldErrorOf(thrown, fieldsOfKind(kind), t);
      if (!fieldErrors) throw thrown;
      setErrors(fieldErrors);
      return;
    }
    toast({ title: t.providers.saved });
  });
  const reset = (): void => {
    setErrors({});
    form.clear();
    setDraft(id, undefined);
  };

  return (
    <Section title={t.providers.general} actions={draft ? <Badge tone="warning">{t.common.unsaved}</Badge> : undefined}>
      <form
        noValidate
        className="flex flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <div className="flex flex-col gap-4 p-4">
          <TextField
            label={t.providers.name}
            value={name}
            onChange={(next) => change({ name: next })}
            maxLength={80}
            error={errors['name']}
          />
          <TextField
            label={t.network.instance.description}
            description={t.network.instance.descriptionHelp}
            maxLength={500}
            value={shown.description}
            onChange={(description) => change({ description })}
            error={errors['description']}
          />
          <SchemaForm
            schema={kind.settingsSchema}
            value={settings}
            onChange={(next) => change({ settings: next })}
            errors={errors}
            words={settingWords(kind.settingsSchema, t)}
          />
        </div>
        <NetworkPart title={t.network.instance.title} help={t.network.instance.help}>
          <InstanceFields value={shown} onChange={change} errors={errors} />
        </NetworkPart>
        <NetworkPart title={t.network.limits.title} help={t.network.limits.help}>
          <LimitFields value={shown} onChange={change} errors={errors} />
        </NetworkPart>
        <SaveBar hasDraft={draft !== undefined} isBusy={form.isBusy} error={form.error} onReset={reset} />
      </form>
    </Section>
  );
}
