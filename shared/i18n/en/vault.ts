export const vault = {
  title: 'Keys',
  description: 'API keys are stored encrypted. The master key that opens them is kept apart from them.',
  states: { 'not-set-up': 'Not set up', unlocked: 'Unlocked', locked: 'Locked' },
  keptIn: 'Master key',
  sources: {
    keychain: 'In the keychain of this system',
    passphrase: 'From a passphrase',
    environment: 'From ENCRYPTION_MASTER_KEY',
  },
  sourceNone: 'None yet',
  secretCount: (count: number) =>
    count === 0 ? 'No keys stored' : count === 1 ? '1 key stored' : `${count} keys stored`,
  stored: 'Stored',
  setUp: {
    title: 'Choose a passphrase for your keys',
    body: 'This system has no keychain that Switchyard can use. A passphrase encrypts your keys instead. It is asked for after each start and cannot be recovered.',
    action: 'Set passphrase',
    done: 'Passphrase set. Keys can be stored now.',
  },
  unlock: {
    title: 'Unlock your keys',
    body: 'The stored keys are encrypted. Type the passphrase to use them until Switchyard is closed.',
    bodyElsewhere:
      'The stored keys are encrypted, and their master key is not at hand. Make the keychain or ENCRYPTION_MASTER_KEY available, then try again.',
    action: 'Unlock',
    retry: 'Try again',
    done: 'Keys unlocked.',
  },
  /** Why it is not open, by where the master key is kept. */
  reasons: {
    'not-set-up': 'This system has no keychain that can be used.',
    keychain: 'The keychain of this system cannot be used, or does not hold the master key.',
    passphrase: 'The passphrase was not typed since the last start.',
    environment: 'ENCRYPTION_MASTER_KEY is missing, or is not the master key of these keys.',
    none: 'ENCRYPTION_MASTER_KEY is not a master key: it must be 64 hexadecimal digits.',
  },
  passphrase: 'Passphrase',
  repeat: 'Repeat passphrase',
  passphraseHelp: 'At least 8 characters. A few unusual words are better than one clever one.',
  tooShort: 'At least 8 characters.',
  notEqual: 'The two are not the same.',
  rotate: {
    action: 'Change master key…',
    title: 'Change the master key',
    body: 'A new master key is made, and every stored key is encrypted again under it, all or none.',
    source: 'Keep the new master key',
    sources: {
      keychain: 'In the keychain',
      passphrase: 'As a passphrase',
      environment: 'In the variable ENCRYPTION_MASTER_KEY',
    },
    newPassphrase: 'New passphrase',
    confirm: 'Change master key',
    done: 'Master key changed.',
  },
};
