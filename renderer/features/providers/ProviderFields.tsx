import { Collapsible } from '@base-ui/react/collapsible';
import { ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ProviderKind } from '../../../shared/model/provider.ts';
import { SchemaForm } from '../../components/SchemaForm.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ApiKeyField } from './ApiKeyField.tsx';
import { type FieldErrors, type ProviderDraft, settingWords, splitSchema } from './provider-form.ts';

interface ProviderFieldsProps {
  kind: ProviderKind;
  draft: ProviderDraft;
  onChange: (draft: ProviderDraft) => void;
  errors: FieldErrors;
}

/** The form of a new provider: what must be typed first, the rest folded away. */
export function ProviderFields({ kind, draft, onChange, errors }: ProviderFieldsProps) {
  const { t } = useI18n();
  const { needed, optional } = splitSchema(kind.settingsSchema);
  const form = {
    value: draft.settings,
    onChange: (settings: ProviderDraft['settings']) => onChange({ ...draft, settings }),
    errors,
    words: settingWords(kind.settingsSchema, t),
  };
  const box = useRef<HTMLDivElement>(null);
  // The card that was chosen is gone, and the focus with it.
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  return (
    <div ref={box} className="flex flex-col gap-4">
      {needed ? <SchemaForm schema={needed} {...form} /> : null}
      {kind.needsKey === 'none' ? null : (
        <ApiKeyField
          label={kind.needsKey === 'required' ? t.providers.apiKey : t.providers.apiKeyOptional}
          keyPage={kind.keyPage}
          value={draft.apiKey}
          onChange={(apiKey) => onChange({ ...draft, apiKey })}
          error={errors['apiKey']}
        />
      )}
      <TextField
        label={t.providers.name}
        maxLength={80}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        error={errors['name']}
      />
      {optional ? (
        <Collapsible.Root>
          <Collapsible.Trigger className="group -ml-1.5 flex h-7 items-center gap-1 rounded-md px-1.5 text-ink-muted text-sm hover:bg-hover hover:text-ink">
            <ChevronRight aria-hidden size={14} className="transition-transform group-data-panel-open:rotate-90" />
            {t.providers.moreSettings}
          </Collapsible.Trigger>
          <Collapsible.Panel className="pt-3">
            <SchemaForm schema={optional} {...form} />
          </Collapsible.Panel>
        </Collapsible.Root>
      ) : null}
    </div>
  );
}
