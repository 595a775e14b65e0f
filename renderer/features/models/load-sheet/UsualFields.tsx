import type { Backend } from '../../../../shared/model/load-settings.ts';
import { appInfo } from '../../../app/resources.ts';
import { useSettings } from '../../../app/settings-store.ts';
import { Select } from '../../../components/Select.tsx';
import { useI18n } from '../../../lib/i18n.ts';
import { useResource } from '../../../lib/resource.ts';
import { AutoNumberField } from './AutoNumberField.tsx';
import { ContextField } from './ContextField.tsx';
import type { FormProps } from './form-props.ts';
import { KeepAliveField } from './KeepAliveField.tsx';

/** What most people come for. */
export function UsualFields({ form }: { form: FormProps }) {
  const { t, format } = useI18n();
  const words = t.models.sheet;
  const { estimate, settings } = form;
  const layers = estimate?.totalLayers ?? null;
  return (
    <>
      <ContextField form={form} />
      <AutoNumberField form={form} field="slots" />
      <BackendField form={form} />
      <AutoNumberField
        form={form}
        field="gpuLayers"
        automatic={settings.gpuLayers === 'auto' ? estimate?.gpuLayers : undefined}
        description={
          <>
            {words.fields.gpuLayers.help} {layers === null ? null : words.layersThere(format.number(layers))}
          </>
        }
      />
      <KeepAliveField form={form} />
    </>
  );
}

/** Backends that this kind of system can have, and the chosen one in any case. */
function backendsFor(platform: string, chosen: Backend | undefined): Backend[] {
  const all: Backend[] = platform.startsWith('darwin') ? ['auto', 'metal', 'cpu'] : ['auto', 'cuda', 'vulkan', 'cpu'];
  return chosen === undefined || all.includes(chosen) ? all : [...all, chosen];
}

function BackendField({ form }: { form: FormProps }) {
  const { t } = useI18n();
  const words = t.models.sheet;
  const { data: info } = useResource(appInfo);
  const inSettings = useSettings()?.engineBackend ?? 'auto';
  const nameOf = (backend: Backend): string => (backend === 'auto' ? words.bestThereIs : t.models.backends[backend]);
  const { label, help } = words.fields.backend;
  const { backend } = form.choices;
  return (
    <Select<Backend | 'as-set'>
      layout="row"
      label={label}
      description={`${help} ${words.settingsSay(nameOf(inSettings))}`}
      value={backend ?? 'as-set'}
      onChange={(next) => form.choose('backend', next === 'as-set' ? undefined : next)}
      options={[
        { value: 'as-set', label: words.asInSettings },
        ...backendsFor(info?.platform ?? '', backend).map((value) => ({ value, label: nameOf(value) })),
      ]}
    />
  );
}
