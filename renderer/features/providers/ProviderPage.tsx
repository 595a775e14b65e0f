import { ArrowLeft, MessageSquarePlus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Provider } from '../../../shared/model/provider.ts';
import { navigate } from '../../app/navigation.ts';
import { toastError } from '../../app/toast-error.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Page } from '../../components/Page.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { firstChatModel } from '../chat/choose-target.ts';
import { focusComposer } from '../chat/focus-composer.ts';
import { pickForNew } from '../chat/use-target.ts';
import { BalanceSection } from './BalanceSection.tsx';
import { ConnectionSection } from './ConnectionSection.tsx';
import { DeleteProviderDialog } from './DeleteProviderDialog.tsx';
import { HostedModelsSection } from './HostedModelsSection.tsx';
import { KeysSection } from './KeysSection.tsx';
import { ModelsSection } from './ModelsSection.tsx';
import { NetworkSection } from './NetworkSection.tsx';
import { closeProvider } from './open-provider.ts';
import { SettingsSection } from './SettingsSection.tsx';
import { SignInSection } from './SignInSection.tsx';
import { providersStore, useProviders } from './store.ts';
import { VoicesSection } from './VoicesSection.tsx';

/** One provider: whether it answers, its keys, its settings and its models. */
export function ProviderPage({ provider }: { provider: Provider }) {
  const { t } = useI18n();
  const { id, name, isEnabled } = provider;
  const kind = useProviders((state) => state.kinds?.find((one) => one.id === provider.kind));
  const update = useProviders((state) => state.update);
  const [isDeleting, setDeleting] = useState(false);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus({ preventScroll: true }), []);

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
            <Button icon={MessageSquarePlus} disabled={!isEnabled} onClick={startChat}>
              {t.providers.chat}
            </Button>
          </>
        }
      />
      <ConnectionSection provider={provider} />
      {kind?.signsIn ? <SignInSection provider={provider} kind={kind} /> : null}
      {kind?.needsKey === 'none' ? null : <KeysSection provider={provider} kind={kind} />}
      {kind?.extras.includes('balance') ? <BalanceSection provider={provider} /> : null}
      {kind ? <SettingsSection provider={provider} kind={kind} /> : null}
      {kind?.extras.includes('hosted-models') ? <HostedModelsSection provider={provider} /> : null}
      {kind ? <NetworkSection provider={provider} /> : null}
      <ModelsSection provider={provider} />
      {kind?.extras.includes('voices') ? <VoicesSection provider={provider} /> : null}
      <Button
        variant="ghost"
        icon={Trash2}
        className="-ml-3 text-danger hover:text-danger"
        onClick={() => setDeleting(true)}
      >
        {t.providers.delete}
      </Button>
      <DeleteProviderDialog provider={provider} open={isDeleting} onOpenChange={setDeleting} />
    </Page>
  );
}
