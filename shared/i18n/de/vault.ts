import type { vault as english } from '../en/vault.ts';

export const vault: typeof english = {
  title: 'Schlüssel',
  description: 'API-Schlüssel werden verschlüsselt gespeichert. Der Hauptschlüssel dazu liegt getrennt von ihnen.',
  states: { 'not-set-up': 'Nicht eingerichtet', unlocked: 'Entsperrt', locked: 'Gesperrt' },
  keptIn: 'Hauptschlüssel',
  sources: {
    keychain: 'Im Schlüsselbund dieses Systems',
    passphrase: 'Aus einer Passphrase',
    environment: 'Aus ENCRYPTION_MASTER_KEY',
  },
  sourceNone: 'Noch keiner',
  secretCount: (count) =>
    count === 0
      ? 'Keine Schlüssel gespeichert'
      : count === 1
        ? '1 Schlüssel gespeichert'
        : `${count} Schlüssel gespeichert`,
  stored: 'Gespeichert',
  setUp: {
    title: 'Passphrase für die Schlüssel wählen',
    body: 'Dieses System hat keinen Schlüsselbund, den Switchyard nutzen kann. Stattdessen verschlüsselt eine Passphrase die Schlüssel. Sie wird nach jedem Start erfragt und lässt sich nicht wiederherstellen.',
    action: 'Passphrase festlegen',
    done: 'Passphrase festgelegt. Schlüssel können jetzt gespeichert werden.',
  },
  unlock: {
    title: 'Schlüssel entsperren',
    body: 'Die gespeicherten Schlüssel sind verschlüsselt. Mit der Passphrase sind sie nutzbar, bis Switchyard beendet wird.',
    bodyElsewhere:
      'Die gespeicherten Schlüssel sind verschlüsselt, und ihr Hauptschlüssel fehlt. Den Schlüsselbund oder ENCRYPTION_MASTER_KEY bereitstellen, dann erneut versuchen.',
    action: 'Entsperren',
    retry: 'Erneut versuchen',
    done: 'Schlüssel entsperrt.',
  },
  reasons: {
    'not-set-up': 'Dieses System hat keinen nutzbaren Schlüsselbund.',
    keychain: 'Der Schlüsselbund dieses Systems ist nicht nutzbar oder enthält den Hauptschlüssel nicht.',
    passphrase: 'Die Passphrase wurde seit dem letzten Start nicht eingegeben.',
    environment: 'ENCRYPTION_MASTER_KEY fehlt oder ist nicht der Hauptschlüssel dieser Schlüssel.',
    none: 'ENCRYPTION_MASTER_KEY ist kein Hauptschlüssel: Es müssen 64 Hexadezimalziffern sein.',
  },
  passphrase: 'Passphrase',
  repeat: 'Passphrase wiederholen',
  passphraseHelp: 'Mindestens 8 Zeichen. Ein paar ungewöhnliche Wörter sind besser als ein ausgeklügeltes.',
  tooShort: 'Mindestens 8 Zeichen.',
  notEqual: 'Die beiden Eingaben sind nicht gleich.',
  rotate: {
    action: 'Hauptschlüssel wechseln …',
    title: 'Hauptschlüssel wechseln',
    body: 'Ein neuer Hauptschlüssel entsteht, und alle gespeicherten Schlüssel werden damit neu verschlüsselt: alle oder keiner.',
    source: 'Neuen Hauptschlüssel aufbewahren',
    sources: {
      keychain: 'Im Schlüsselbund',
      passphrase: 'Als Passphrase',
      environment: 'In der Variablen ENCRYPTION_MASTER_KEY',
    },
    newPassphrase: 'Neue Passphrase',
    confirm: 'Hauptschlüssel wechseln',
    done: 'Hauptschlüssel gewechselt.',
  },
};
