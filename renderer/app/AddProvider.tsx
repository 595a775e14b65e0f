import { lazy, Suspense, useState } from 'react';
import { closeAddProvider, openAddProvider, useIsAddingProvider } from './add-provider.ts';

const AddProviderDialog = lazy(async () => ({
  default: (await import('../features/providers/AddProviderDialog.tsx')).AddProviderDialog,
}));

/** Loaded when it is first asked for, and kept from then on so that it can close as softly as it opens. */
export function AddProvider() {
  const isOpen = useIsAddingProvider();
  const [wasOpened, setOpened] = useState(isOpen);
  if (isOpen && !wasOpened) setOpened(true);
  if (!wasOpened) return null;
  return (
    <Suspense>
      <AddProviderDialog open={isOpen} onOpenChange={(open) => (open ? openAddProvider() : closeAddProvider())} />
    </Suspense>
  );
}
