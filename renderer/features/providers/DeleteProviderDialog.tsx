import type { Provider } from '../../../shared/model/provider.ts';
import { DeleteDialog } from '../../components/DeleteDialog.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useNetworkDrafts } from './network-drafts.ts';
import { useProviders } from './store.ts';

interface DeleteProviderDialogProps {
  provider: Provider;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Says what goes with a provider, and what stays. */
export function DeleteProviderDialog({ provider, ...dialog }: DeleteProviderDialogProps) {
  const { t, format } = useI18n();
  const remove = useProviders((state) => state.remove);
  const { length } = provider.credentials;
  return (
    <DeleteDialog
      {...dialog}
      title={t.providers.deleteTitle(provider.name)}
      body={length === 0 ? t.providers.deleteBodyNoKeys : t.providers.deleteBody(format.number(length), length === 1)}
      confirmLabel={t.providers.delete}
      done={t.providers.deleted(provider.name)}
      onDelete={async () => {
        await remove(provider.id);
        useNetworkDrafts.getState().setDraft(provider.id, undefined);
      }}
    />
  );
}
