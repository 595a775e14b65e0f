import { ArrowLeft, MessageSquarePlus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Provider } from '../../../shared/model/provider.ts';
import { navigate, type ProviderPart, useRoute } from '../../app/navigation.ts';
import { toastError } from '../../app/toast-error.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Page } from '../../components/Page.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Switch } from '../../components/Switch.tsx';
import { TabPanel, Tabs } from '../../components/Tabs.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { firstChatModel } from '../chat/choose-target.ts';
import { focusComposer } from '../chat/focus-composer.ts';
import { pickForNew } from '../chat/use-target.ts';
import { BalanceSection } from './BalanceSection.tsx';
import { ConnectionSection } from './ConnectionSection.tsx';
import { DeleteProviderDialog } from './DeleteProviderDialog.tsx';
import { HostedModelsSection } from './HostedModelsSection.tsx';
import { KeysSection } from './KeysSection.tsx';
import { unseenOf } from './ModelChanges.tsx';
import { ModelsSection } from './ModelsSection.tsx';
import { NetworkSection } from './NetworkSection.tsx';
import { useNetworkDrafts } from './network-drafts.ts';
import { closeProvider } from './open-provider.ts';
import { SettingsSection } from './SettingsSection.tsx';
import { SignInSection } from './SignInSection.tsx';
import { unsavedOf } from './settings-draft.ts';
import { providersStore, useProviders } from './store.ts';
import { useModelChanges } from './use-model-changes.ts';
import { VoicesSection } from './VoicesSection.tsx';

/** One provider in three parts: whether it answers and with which keys, its models, and how it is set up. */
export function ProviderPage({ provider }: { provider: Provider }) {
  const { t, format } = useI18n();
  const { id, name, isEnabled } = provider;
  const kind = useProviders((state) => state.kinds?.find((one) => one.id === provider.kind));
  const update = useProviders((state) => state.update);
  const [isDeleting, setDeleting] = useState(false);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus({ preventScroll: true }), []);
  const { providerPart = 'overview' } = useRoute();
  const load = useProviders((state) => state.loadModels);
  useEffect(() => {
    if (isEnabled) void load(id);
  }, [id, isEnabled, load]);
  const known = useProviders((state) => state.models.filter(({ providerId }) => providerId === id).length);
  const count = useProviders((state) => state.lists[id]?.list?.models.length) ?? known;
  const changes = useModelChanges(id);
  const hasNetworkDraft = useNetworkDrafts((state) => state.drafts[id] !== undefined);
  const hasDraft = useProviders((state) => unsavedOf(provider, state.drafts[id]) !== undefined) || hasNetworkDraft;
  const goToPart = (part: ProviderPart): void =>
    navigate({ room: 'providers', providerId: id, providerPart: part }, { replace: true });

  const startChat = (): void => {
    const target = firstChatModel(providersStore.getState().models.filter(({ providerId }) => providerId === id));
    if (target) pickForNew(target);
    navigate({ room: 'chat' });
    focusComposer();
  };

  return (
    <Page>
      <div className="-mb-5 pt-5">
        <Button ref={back} variant="ghost" size="sm" icon={ArrowLeft} className="-ml-2" onClick={closeProvider}>
          {t.providers.back}
        </Button>
      </div>
      <PageHeader
        title={name}
        description={kind?.name === name ? undefined : (kind?.name ?? t.providers.unknownKind)}
        actions={
          <>
            {provider.network.verify === false ? <Badge tone="warning">{t.network.unverifiedBadge}</Badge> : null}
            <Switch
              hideLabel
              className="mr-2"
              label={t.providers.enabled(name)}
              checked={isEnabled}
              onChange={(next) => void update({ providerId: id, isEnabled: next }).catch(toastError)}
            />
            <Button icon={MessageSquarePlus} disabled={!isEnabled || known === 0} onClick={startChat}>
              {t.providers.chat}
            </Button>
          </>
        }
      />
      <Tabs
        label={t.providers.parts.label(name)}
        tabs={[
          { name: 'overview', label: t.providers.parts.overview },
          {
            name: 'models',
            label: t.providers.modelList.title,
            count: count > 0 ? format.number(count) : undefined,
            mark: unseenOf(changes).length > 0 ? t.providers.parts.changes : undefined,
          },
          {
            name: 'settings',
            label: t.providers.settings,
            mark: hasDraft ? t.providers.parts.notSaved : undefined,
          },
        ]}
        value={providerPart}
        onChange={goToPart}
      >
        <TabPanel name="overview">
          <ConnectionSection provider={provider} onSettings={() => goToPart('settings')} />
          {kind?.signsIn ? <SignInSection provider={provider} kind={kind} /> : null}
          {kind?.needsKey === 'none' ? null : <KeysSection provider={provider} kind={kind} />}
          {kind?.extras.includes('balance') ? <BalanceSection provider={provider} /> : null}
        </TabPanel>
        <TabPanel name="models">
          {kind?.extras.includes('hosted-models') ? <HostedModelsSection provider={provider} /> : null}
          <ModelsSection provider={provider} changes={changes} />
          {kind?.extras.includes('voices') ? <VoicesSection provider={provider} /> : null}
        </TabPanel>
        <TabPanel name="settings">
          {kind ? <SettingsSection provider={provider} kind={kind} /> : null}
          {kind ? <NetworkSection provider={provider} /> : null}
          <Button variant="ghost-danger" icon={Trash2} className="-ml-3" onClick={() => setDeleting(true)}>
            {t.providers.delete}
          </Button>
        </TabPanel>
      </Tabs>
      <DeleteProviderDialog provider={provider} open={isDeleting} onOpenChange={setDeleting} />
    </Page>
  );
}
