import type { CacheType, LoadSettings } from '../../../../shared/model/load-settings.ts';
import { Select } from '../../../components/Select.tsx';
import { Switch } from '../../../components/Switch.tsx';
import { useI18n } from '../../../lib/i18n.ts';
import { AdapterFields } from './AdapterFields.tsx';
import { AutoNumberField } from './AutoNumberField.tsx';
import { type FormProps, faultWords } from './form-props.ts';
import { cacheTypes } from './load-form.ts';
import { SpeculationField } from './SpeculationField.tsx';

/** What is left alone until somebody knows why. */
export function MoreFields({ form }: { form: FormProps }) {
  const { t } = useI18n();
  const words = t.models.sheet;
  const { settings, choose } = form;
  return (
    <>
      <Select<LoadSettings['flashAttention']>
        layout="row"
        label={words.fields.flashAttention.label}
        description={words.fields.flashAttention.help}
        value={settings.flashAttention}
        onChange={(next) => choose('flashAttention', next)}
        options={(['auto', 'on', 'off'] as const).map((value) => ({ value, label: words.flash[value] }))}
      />
      <CacheTypeField form={form} field="cacheKeyType" />
      <CacheTypeField form={form} field="cacheValueType" />
      <AutoNumberField form={form} field="batchSize" unit={words.tokens} />
      <AutoNumberField form={form} field="threads" />
      <SpeculationField form={form} />
      <AdapterFields form={form} />
      {(['mmap', 'mlock'] as const).map((field) => (
        <Switch
          key={field}
          layout="row"
          label={words.fields[field].label}
          description={words.fields[field].help}
          checked={settings[field]}
          onChange={(next) => choose(field, next)}
        />
      ))}
    </>
  );
}

function CacheTypeField({ form, field }: { form: FormProps; field: 'cacheKeyType' | 'cacheValueType' }) {
  const i18n = useI18n();
  const { label, help } = i18n.t.models.sheet.fields[field];
  return (
    <Select<CacheType>
      layout="row"
      label={label}
      description={help}
      error={faultWords(form.faults[field], i18n)}
      value={form.settings[field]}
      onChange={(next) => form.choose(field, next)}
      options={cacheTypes.map((value) => ({ value, label: value }))}
    />
  );
}
