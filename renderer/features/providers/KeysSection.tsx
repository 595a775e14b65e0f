import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Credential, Provider, ProviderKind } from '../../../shared/model/provider.ts';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Section } from '../../components/Section.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { AddKeyDialog, RenameKeyDialog } from './KeyDialogs.tsx';
import { useProviders } from './store.ts';

export function KeysSection({ provider, kind }: { provider: Provider; kind: ProviderKind | undefined }) {
  const { t } = useI18n();
  const [isAdding, setAdding] = useState(false);
  return (
    <Section
      title={t.providers.keys.title}
      actions={
        <Button size="sm" icon={Plus} onClick={() => setAdding(true)}>
          {t.providers.keys.add}
        </Button>
      }
    >
      {provider.credentials.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-sm">{t.providers.keys.none}</p>
      ) : (
        provider.credentials.map((credential) => <KeyRow key={credential.id} credential={credential} />)
      )}
      <AddKeyDialog open={isAdding} onOpenChange={setAdding} providerId={provider.id} keyPage={kind?.keyPage ?? null} />
    </Section>
  );
}

function KeyRow({ credential }: { credential: Credential }) {
  const { t, format } = useI18n();
  const updateKey = useProviders((state) => state.updateKey);
  const removeKey = useProviders((state) => state.removeKey);
  const [dialog, setDialog] = useState<'delete' | 'rename'>();
  const { id, masked, isEnabled, lastUsedAt } = credential;
  const label = credential.label || t.providers.keys.unnamed;
  const name = `${label} ${masked}`;
  const close = (): void => setDialog(undefined);
  return (
    <div className="flex min-h-12 items-center gap-3 py-2 pr-2.5 pl-4">
      <Switch
        hideLabel
        label={t.providers.keys.enabled(name)}
        checked={isEnabled}
        onChange={(next) => void updateKey({ credentialId: id, isEnabled: next }).catch(toastError)}
      />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2 text-sm">
          <span className="truncate">{label}</span>
          <code className="truncate text-ink-muted text-xs">{masked}</code>
        </p>
        <p className="text-ink-faint text-xs">
          {lastUsedAt === null ? t.providers.keys.neverUsed : t.providers.keys.lastUsed(format.ago(lastUsedAt))}
        </p>
      </div>
      <IconButton size="sm" icon={Pencil} label={`${t.common.rename}: ${name}`} onClick={() => setDialog('rename')} />
      <IconButton
        size="sm"
        icon={Trash2}
        label={`${t.providers.keys.delete}: ${name}`}
        onClick={() => setDialog('delete')}
      />
      <RenameKeyDialog open={dialog === 'rename'} onClose={close} credential={credential} />
      <ConfirmDialog
        open={dialog === 'delete'}
        onOpenChange={close}
        title={t.providers.keys.deleteTitle(name)}
        body={t.providers.keys.deleteBody}
        confirmLabel={t.providers.keys.delete}
        onConfirm={() => removeKey(id)}
      />
    </div>
  );
}
