import { useRef } from 'react';
import type { Provider } from '../../../shared/model/provider.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useNetworkDrafts } from './network-drafts.ts';
import { useProviders } from './store.ts';

interface DeleteProviderDialogProps {
  provider: Provider;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Says what goes with a provider, and what stays. */
export function DeleteProviderDialog({ provider, open, onOpenChange }: DeleteProviderDialogProps) {
  const { t, format } = useI18n();
  const remove = useProviders((state) => state.remove);
  const { length } = provider.credentials;
  const isDeleted = useRef(false);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t.providers.deleteTitle(provider.name)}
      body={length === 0 ? t.providers.deleteBodyNoKeys : t.providers.deleteBody(format.number(length), length === 1)}
      confirmLabel={t.providers.delete}
      // The button that opened it goes with the provider; the room then finds another place.
      finalFocus={() => !isDeleted.current}
      onConfirm={async () => {
        isDeleted.current = true;
        try {
          await remove(provider.id);
          useNetworkDrafts.getState().setDraft(provider.id, undefined);
        } catch (error) {
          isDeleted.current = false;
          throw error;
        }
        toast({ title: t.providers.deleted(provider.name) });
      }}
    />
  );
}
