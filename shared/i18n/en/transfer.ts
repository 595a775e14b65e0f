export const transfer = {
  menu: 'Import and export',
  exportAction: 'Export…',
  importAction: 'Import…',
  providers: (count: string, isOne: boolean) => `${count} ${isOne ? 'provider' : 'providers'}`,
  keys: (count: string, isOne: boolean) => `${count} ${isOne ? 'key' : 'keys'}`,
  chosenModels: (count: string, isOne: boolean) => `choices for ${count} ${isOne ? 'model' : 'models'}`,

  export: {
    title: 'Export providers',
    body: 'One file with all that is set for them, to be imported on another computer or kept.',
    which: 'Providers',
    include: (name: string) => `Export ${name}`,
    withKeys: 'With keys',
    withKeysHelp:
      'Encrypted under a passphrase, with passwords of proxies and client certificates. Without it none of them is in the file.',
    passphrase: 'Passphrase of the file',
    submit: 'Export',
    none: 'Choose at least one provider.',
    done: (providers: string) => `Exported ${providers}`,
    tooLarge: 'The file would be larger than 1 MB. Choose fewer providers.',
  },

  import: {
    title: 'Import providers',
    body: 'From a file that was exported here or on another computer. You see what is in it first.',
    drop: 'Drop the file here, or',
    choose: 'Choose a file',
    dropHelp: 'JSON, up to 1 MB',
    otherFile: 'Another file',
    list: 'Providers in the file',
    empty: 'There is no provider in this file.',
    locked: 'The file has encrypted keys',
    lockedHelp: 'Without its passphrase the providers are imported without their keys.',
    passphrase: 'Passphrase of the file',
    unlock: 'Unlock',
    unlocked: 'The keys of the file are unlocked.',
    actionFor: (name: string) => `What becomes of ${name}`,
    add: 'Add',
    addAs: (name: string) => `Add as “${name}”`,
    replace: 'Replace the one there is',
    skip: 'Skip',
    unnamed: 'Without a name',
    isThere: 'There is one of this name',
    cannot: 'Cannot be imported',
    keepsKeys: (keys: string) => `The ${keys} stored here stay.`,
    losesKeys: (keys: string) => `The ${keys} stored here are replaced.`,
    fromVariable: (field: string, variable: string) => `${field} is taken from ${variable}`,
    consents: {
      'private-address': {
        label: 'It may reach this computer or its network',
        help: (hosts: string) => `Requests go to ${hosts}.`,
      },
      unverified: {
        label: 'It may leave certificates unchecked',
        help: (host: string) => `Anybody on the way to ${host} can read the key and every conversation.`,
      },
      'moved-keys': {
        label: 'The stored keys may go another way',
        help: (host: string) => `The file has no keys, so the stored ones are sent to ${host}, the way the file says.`,
      },
    },
    consentMissing: 'Allow this, or skip the provider.',
    submit: (providers: string) => `Import ${providers}`,
    nothing: 'Nothing to import',
    done: (providers: string) => `Imported ${providers}`,
    doneHelp: 'Test them to see whether they answer.',
  },

  /** What is wrong with a file, by the host's word for it. */
  fileReasons: {
    'too-large': { title: 'This file is larger than 1 MB', remedy: 'Export fewer providers into one file.' },
    'not-json': { title: 'This file is not JSON', remedy: 'Choose one that was exported under Providers.' },
    'not-ours': {
      title: 'This file holds no provider settings',
      remedy: 'Choose one that was exported under Providers.',
    },
    'too-new': { title: 'This file is of a newer version', remedy: 'Update Switchyard, then import it.' },
    damaged: { title: 'This file is damaged', remedy: 'Export it once more.' },
    changed: {
      title: 'The file was changed after it was exported',
      remedy:
        'Its keys might go where they should not, so they stay closed. Export it once more, or import it without its keys.',
    },
    'name-taken': { title: 'There is a provider of this name already', remedy: 'Choose the file once more.' },
    'cannot-replace': {
      title: 'The provider to be replaced is gone or of another kind',
      remedy: 'Choose the file once more.',
    },
  } as Readonly<Record<string, { title: string; remedy: string } | undefined>>,
  wrongPassphrase: 'This passphrase does not open the keys of the file.',

  /** What is wrong with a field of a provider in a file. */
  problems: {
    'unknown-kind': 'This version does not know the vendor. Update Switchyard.',
    'unknown-field': 'There is no such field. Check its spelling.',
    'open-secret': 'A secret stands in the open. Name a variable in its place, or export it with a passphrase.',
    'variable-missing': 'There is no such variable. Set it before Switchyard is started.',
    'variable-name': 'This names no variable: letters, digits and _ only.',
    'variable-reserved': 'This variable holds a key. Only a field for a key may be taken from it.',
  } as Readonly<Record<string, string | undefined>>,
};
