import { useSettings, useSettingsError } from '../../app/settings-store.ts';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Page } from '../../components/Page.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { HealthSettings } from '../health/HealthSettings.tsx';
import { VaultSection } from '../vault/VaultSection.tsx';
import { AboutSection } from './AboutSection.tsx';
import { DataSection } from './DataSection.tsx';
import { ResponseCacheFact } from './ResponseCacheFact.tsx';
import { SettingField, type ShownSetting } from './SettingField.tsx';

const appearance: readonly ShownSetting[] = ['theme', 'language'];
const models: readonly ShownSetting[] = [
  'engineBackend',
  'engineIsolation',
  'keepAlive',
  'modelMemoryLimit',
  'findForeignModels',
];
const limits: readonly ShownSetting[] = [
  'requestsPerMinute',
  'tokensPerMinute',
  'limitWait',
  'breakerFailures',
  'breakerRest',
];
const cache: readonly ShownSetting[] = ['responseCacheSize'];
const health: readonly ShownSetting[] = ['healthMinutes', 'systemNotices'];
const grouped = new Set([...appearance, ...models, ...limits, ...health, ...cache]);

export function SettingsRoom() {
  const { t } = useI18n();
  const settings = useSettings();
  const error = useSettingsError();
  const names = Object.keys(t.settings.fields) as ShownSetting[];
  const fields = (shown: readonly ShownSetting[]) =>
    shown.map((name) =>
      settings ? (
        <SettingField key={name} name={name} settings={settings} />
      ) : (
        <div key={name} className="flex h-15 items-center justify-between px-4">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-8 w-52" />
        </div>
      ),
    );
  return (
    <Page>
      <PageHeader title={t.settings.title} description={t.settings.description} />
      {!settings && error !== undefined ? <ErrorText error={error} className="mb-6" /> : null}
      <Section title={t.settings.appearance}>{fields(appearance)}</Section>
      <Section title={t.settings.models}>{fields(models)}</Section>
      <Section title={t.settings.limits}>{fields(limits)}</Section>
      <HealthSettings>{fields(health)}</HealthSettings>
      {/* All others, so that a setting added to the model appears without a line here. */}
      <Section title={t.settings.connection}>{fields(names.filter((name) => !grouped.has(name)))}</Section>
      <Section title={t.responseCache.title}>
        {fields(cache)}
        <ResponseCacheFact />
      </Section>
      <VaultSection />
      <DataSection />
      <AboutSection />
    </Page>
  );
}
