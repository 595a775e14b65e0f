import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Input } from '../../shared/contract/contract.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { client, onReconnected } from '../client/connect.ts';
import { applyLanguage } from '../lib/i18n.ts';
import { applyTheme } from './theme.ts';

const store = createStore<{ settings: Settings | undefined; error: unknown }>(() => ({
  settings: undefined,
  error: undefined,
}));

function take(settings: Settings): void {
  const before = store.getState().settings;
  store.setState({ settings, error: undefined });
  if (settings.theme !== before?.theme) applyTheme(settings.theme);
  if (settings.language !== before?.language) applyLanguage(settings.language);
}

export async function loadSettings(): Promise<void> {
  try {
    take(await client.call('settings.get', {}));
  } catch (error) {
    store.setState({ error });
  }
}

/**
 * Shown at once; taken back, and thrown, when the host refuses. `atOnce` false: for a value that it may well refuse, and
 * whose field keeps what is typed.
 */
export async function updateSettings(change: Input<'settings.update'>, { atOnce = true } = {}): Promise<void> {
  const before = atOnce ? store.getState().settings : undefined;
  if (before) take({ ...before, ...(change as Partial<Settings>) });
  try {
    take(await client.call('settings.update', change));
  } catch (error) {
    if (before) take(before);
    throw error;
  }
}

client.on('settings.changed', take);
onReconnected(() => void loadSettings());

/** Undefined until they have arrived, for the first moments of the window. */
export const useSettings = (): Settings | undefined => useStore(store, ({ settings }) => settings);
export const useSettingsError = (): unknown => useStore(store, ({ error }) => error);
