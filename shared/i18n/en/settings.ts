import type { Settings } from '../../model/settings.ts';

interface SettingWords {
  label: string;
  help: string;
  placeholder?: string;
  unit?: string;
  options?: Record<string, string>;
}

/** Settings a person sees here. `defaultTarget` is kept by the chat, the folders are set in the room of the models. */
type Shown = Exclude<keyof Settings, 'defaultTarget' | 'modelFolders'>;

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
  engineBackend: {
    label: 'Compute on',
    help: 'What local models use where their own settings do not say. What is not there falls back to the CPU, and says so.',
    options: { auto: 'Best there is', cuda: 'CUDA', vulkan: 'Vulkan', metal: 'Metal', cpu: 'CPU' },
  },
  engineIsolation: {
    label: 'Where models run',
    help: 'Automatic: inside Switchyard, and a model that once crashed in a process of its own.',
    options: { auto: 'Automatic', 'in-process': 'Inside Switchyard', 'own-process': 'Own process' },
  },
  keepAlive: {
    label: 'Keep models loaded',
    help: 'After the last answer. 0 unloads at once, empty keeps them until the memory is needed.',
    placeholder: 'For ever',
    unit: 'min',
  },
  modelMemoryLimit: {
    label: 'Memory for models',
    help: 'What all loaded models may take together, graphics and main memory. Empty: what the computer has.',
    placeholder: 'No limit',
    unit: 'MiB',
  },
  findForeignModels: {
    label: 'Find models of other programs',
    help: 'Looks into the folders of LM Studio, Ollama, llama.cpp and Hugging Face. Nothing there is changed.',
  },
  healthMinutes: {
    label: 'Check providers every',
    help: 'Each provider that is on is asked for its models, which costs nothing. Empty: only when you ask for a check.',
    placeholder: 'Never',
    unit: 'min',
  },
  systemNotices: {
    label: 'Notices of the system',
    help: 'Tells you through the system when a provider goes down and when it is back, also while the window is closed.',
  },
  responseCacheSize: {
    label: 'Response cache',
    help: 'What kept answers may take. Only requests that ask for it are answered from there. 0 keeps none.',
    unit: 'MiB',
  },
  breakerFailures: {
    label: 'Failures before a rest',
    help: 'After so many a model is left alone for a while, where there is another one to ask.',
    unit: 'in a row',
  },
  breakerRest: {
    label: 'Length of the rest',
    help: 'Then one request tries whether it works again.',
    unit: 's',
  },
  requestsPerMinute: {
    label: 'Requests a minute',
    help: 'To all providers together. Empty: no limit. Each provider can have its own.',
    placeholder: 'No limit',
    unit: '/ min',
  },
  tokensPerMinute: {
    label: 'Tokens a minute',
    help: 'Of all providers together, prompts and answers. Empty: no limit.',
    placeholder: 'No limit',
    unit: '/ min',
  },
  limitWait: {
    label: 'Wait for a limit',
    help: 'So long a request waits for its turn before it is refused. 0 refuses at once.',
    unit: 's',
  },
};

export const settings = {
  title: 'Settings',
  description: 'Saved at once, and the same in every window.',
  appearance: 'Appearance',
  models: 'Local models',
  limits: 'Limits and rests',
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
