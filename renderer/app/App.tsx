import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect } from 'react';
import { useConnectionState } from '../client/connect.ts';
import { closePassingToasts, Toasts } from '../components/Toasts.tsx';
import { VaultDialog } from '../features/vault/VaultDialog.tsx';
import { AddProvider } from './AddProvider.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { ConnectionBar } from './ConnectionBar.tsx';
import { useRoute } from './navigation.ts';
import { Room } from './Room.tsx';
import { preloadRooms } from './rooms.ts';
import { SetAsideNotice } from './SetAsideNotice.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { Sidebar } from './Sidebar.tsx';
import { SignedOut } from './SignedOut.tsx';
import { useShortcuts } from './use-shortcuts.ts';

export function App() {
  const isSignedOut = useConnectionState() === 'signed-out';
  return (
    // The content policy: the only style element Base UI would add is in styles.css instead.
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500} closeDelay={0}>
        {isSignedOut ? <SignedOut /> : <Window />}
        <ConnectionBar />
        <Toasts />
      </Tooltip.Provider>
    </CSPProvider>
  );
}

function Window() {
  useShortcuts();
  useEffect(preloadRooms, []);
  const { room } = useRoute();
  useEffect(() => closePassingToasts, [room]);
  return (
    <>
      <div className="flex h-full">
        <Sidebar />
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          <SetAsideNotice />
          <div className="min-h-0 flex-1">
            <Room />
          </div>
        </main>
      </div>
      <CommandPalette />
      <ShortcutsDialog />
      <AddProvider />
      <VaultDialog />
    </>
  );
}
