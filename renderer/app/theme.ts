import type { Settings } from '../../shared/model/settings.ts';
import { remember, remembered } from '../lib/remember.ts';

type ThemeSetting = Settings['theme'];

// renderer/public/theme.js reads the same key before the first paint.
const rememberedAs = 'switchyard.theme';
const systemIsDark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

let setting = (remembered(rememberedAs) ?? 'system') as ThemeSetting;

function show(): void {
  const isDark = setting === 'dark' || (setting === 'system' && systemIsDark?.matches === true);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
}

systemIsDark?.addEventListener('change', show);

/** Called with the setting whenever it is loaded or changed. */
export function applyTheme(next: ThemeSetting): void {
  setting = next;
  remember(rememberedAs, next);
  show();
}
