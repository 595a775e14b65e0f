/** Words for a setting of a vendor; by the setting's name, since vendors share the common ones. */
interface SettingWords {
  label: string;
  help: string;
}

export const providers = {
  room: 'Providers',
  description: 'Accounts and servers that answer. Keys are stored encrypted on this computer.',
  add: 'Add provider',
  empty: {
    title: 'No providers yet',
    body: 'A provider is an account of a vendor, or a server of your own. Add one to start a conversation.',
  },
  enabled: (name: string) => `Use ${name}`,
  disabledBadge: 'Off',
  models: (count: string, isOne: boolean) => `${count} ${isOne ? 'model' : 'models'}`,
  noKey: 'No key',
  noKeyNeeded: 'No key needed',
  unknownKind: 'Unknown vendor',
  actionsFor: (name: string) => `Actions for ${name}`,
  back: 'All providers',
  chat: 'Start a chat',

  dialog: {
    title: 'Add provider',
    description: 'Choose what to connect.',
    formTitle: (kind: string) => `Add ${kind}`,
    back: 'Other vendors',
    submit: 'Add and test',
    testAgain: 'Test again',
    addAnyway: 'Add anyway',
    kinds: 'Vendors',
  },
  kindHelp: {
    ownServer: 'A server at any address',
    account: 'An account with an API key',
  },

  /** What may be wrong with a field, by the host's word for it. */
  reasons: {
    required: 'This field is needed.',
    'too-long': 'This is too long.',
    'not-a-url': 'This is no address. One looks like https://api.example.com/v1 or http://localhost:1234/v1.',
    scheme: 'The address must begin with http:// or https://.',
    credentials: 'No user name or password here. Put the key into its own field.',
    query: 'The address must end with its path, without ? or #.',
    'key-letters': 'This holds spaces, line breaks or letters that no key has. Copy the key once more.',
  } as Readonly<Record<string, string | undefined>>,

  name: 'Name',
  nameMissing: 'A name is needed.',
  apiKey: 'API key',
  apiKeyOptional: 'API key (optional)',
  apiKeyHelp: 'Stored encrypted, never shown again.',
  apiKeyMissing: 'A key is needed.',
  getKey: 'Get a key',
  moreSettings: 'More settings',
  settings: 'Settings',
  saved: 'Saved',
  settingWords: {
    baseUrl: { label: 'Base URL', help: 'Where its API begins; most end in /v1.' },
    organization: { label: 'Organization', help: 'Only when your key belongs to several.' },
    project: { label: 'Project', help: 'Only when the usage is to be counted for one project.' },
  } as Readonly<Record<string, SettingWords | undefined>>,

  keys: {
    title: 'Keys',
    none: 'No key is stored.',
    add: 'Add key',
    label: 'Label',
    labelHelp: 'To tell keys apart, for example “work”.',
    unnamed: 'Key',
    enabled: (label: string) => `Use the key ${label}`,
    neverUsed: 'Never used',
    lastUsed: (when: string) => `Last used ${when}`,
    delete: 'Delete key',
    deleteTitle: (label: string) => `Delete the key ${label}?`,
    deleteBody: 'Switchyard forgets the key for good. With the vendor it stays valid until you revoke it there.',
  },

  test: {
    title: 'Connection',
    run: 'Test',
    running: 'Testing…',
    never: 'Not tested in this session.',
    passed: 'Connected',
    failed: 'Failed',
    ranAt: (when: string) => `Tested ${when}`,
    steps: { key: 'Key', connection: 'Connection', models: 'Models' },
    waiting: 'waiting',
    skipped: 'not reached',
    ok: 'passed',
    notOk: 'failed',
  },

  modelList: {
    title: 'Models',
    refresh: 'Refresh',
    search: 'Search models',
    none: 'This provider answers, but lists no models, so there is nothing to chat with. Load a model on the server or check the key’s rights, then refresh.',
    noMatch: (query: string) => `No model is called “${query}”.`,
    fetched: (when: string) => `Read ${when}`,
    stale: 'The list could not be refreshed. These are the last known models.',
    disabled: 'Switch the provider on to see its models.',
    more: (count: string) => `and ${count} more`,
  },

  delete: 'Delete provider',
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteBody: (keys: string, isOne: boolean) =>
    `${keys} stored ${isOne ? 'key is' : 'keys are'} deleted with it. Conversations stay, with everything that was answered.`,
  deleteBodyNoKeys: 'No keys are stored for it. Conversations stay, with everything that was answered.',
  deleted: (name: string) => `${name} deleted`,
};
