import type { Settings } from '../../model/settings.ts';

interface SettingWords {
  label: string;
  help: string;
  placeholder?: string;
  unit?: string;
  options?: Record<string, string>;
}

/** Settings a person sees. `defaultTarget` is kept by the chat: the model last used. */
type Shown = Exclude<keyof Settings, 'defaultTarget'>;

const fields: Record<Shown, SettingWords> = {
  theme: {
    label: 'Theme',
    help: 'Follows the system, or stays light or dark.',
    options: { system: 'System', light: 'Light', dark: 'Dark' },
  },
  language: {
    label: 'Language',
    help: 'The language of the window, its dates and numbers.',
    options: { system: 'System', en: 'English', de: 'Deutsch' },
  },
  port: {
    label: 'Port',
    help: 'Empty: 4747, or the next free one. A number is used exactly, or the start fails with a clear error.',
    placeholder: 'Automatic',
  },
  bodyLimit: {
    label: 'Largest request',
    help: 'A larger request to the port is refused.',
    unit: 'MiB',
  },
  logLevel: {
    label: 'Log detail',
    help: 'How much goes into the log file. Keys and messages never do.',
    options: { error: 'Errors', warn: 'Warnings', info: 'Normal', debug: 'Detailed', trace: 'Everything' },
  },
};

export const settings = {
  title: 'Settings',
  description: 'Saved at once, and the same in every window.',
  appearance: 'Appearance',
  connection: 'Port and log',
  saved: 'Saved',
  fields,
  fromNextStart: 'Holds from the next start.',
  /** Why the host refuses a value, by its word for it. */
  reasons: {
    'port-taken': 'Another program uses this port. Close it, or choose another port.',
    'port-not-allowed': 'This system does not let programs use this port. Choose one from 1024 up.',
  } as Readonly<Record<string, string | undefined>>,
  about: {
    title: 'About',
    version: 'Version',
    shell: 'Runs as',
    shells: { electron: 'Desktop app', headless: 'Host with a browser window' },
    platform: 'System',
    logFile: 'Log file',
    address: 'Address',
    copyPath: 'Copy path',
  },
};
