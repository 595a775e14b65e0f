import type { transfer as source } from '../en/transfer.ts';

export const transfer: typeof source = {
  menu: 'Importieren und exportieren',
  exportAction: 'Exportieren…',
  importAction: 'Importieren…',
  providers: (count) => `${count} Anbieter`,
  keys: (count) => `${count} Schlüssel`,
  chosenModels: (count, isOne) => `Angaben zu ${count} ${isOne ? 'Modell' : 'Modellen'}`,

  export: {
    title: 'Anbieter exportieren',
    body: 'Eine Datei mit allem, was für sie eingestellt ist: für einen anderen Computer oder zum Aufbewahren.',
    which: 'Anbieter',
    include: (name) => `${name} exportieren`,
    withKeys: 'Mit Schlüsseln',
    withKeysHelp:
      'Mit einer Passphrase verschlüsselt, samt Passwörtern von Proxys und Client-Zertifikaten. Ohne sie steht davon nichts in der Datei.',
    passphrase: 'Passphrase der Datei',
    submit: 'Exportieren',
    none: 'Mindestens einen Anbieter wählen.',
    done: (providers) => `${providers} exportiert`,
    tooLarge: 'Die Datei wäre größer als 1 MB. Weniger Anbieter wählen.',
  },

  import: {
    title: 'Anbieter importieren',
    body: 'Aus einer Datei, die hier oder auf einem anderen Computer exportiert wurde. Zuerst wird gezeigt, was darin steht.',
    drop: 'Die Datei hier ablegen oder',
    choose: 'Datei wählen',
    dropHelp: 'JSON, bis zu 1 MB',
    otherFile: 'Andere Datei',
    list: 'Anbieter in der Datei',
    empty: 'In dieser Datei steht kein Anbieter.',
    locked: 'Die Datei enthält verschlüsselte Schlüssel',
    lockedHelp: 'Ohne ihre Passphrase werden die Anbieter ohne Schlüssel importiert.',
    passphrase: 'Passphrase der Datei',
    unlock: 'Entsperren',
    unlocked: 'Die Schlüssel der Datei sind entsperrt.',
    actionFor: (name) => `Was mit ${name} geschieht`,
    add: 'Hinzufügen',
    addAs: (name) => `Als „${name}“ hinzufügen`,
    replace: 'Den vorhandenen ersetzen',
    skip: 'Überspringen',
    unnamed: 'Ohne Namen',
    isThere: 'Einen mit diesem Namen gibt es schon',
    cannot: 'Nicht importierbar',
    keepsKeys: (keys) => `Hier gespeichert und unverändert: ${keys}.`,
    losesKeys: (keys) => `Hier gespeichert und dann ersetzt: ${keys}.`,
    fromVariable: (field, variable) => `${field} kommt aus ${variable}`,
    consents: {
      'private-address': {
        label: 'Er darf diesen Computer oder sein Netz erreichen',
        help: (hosts) => `Anfragen gehen an ${hosts}.`,
      },
      unverified: {
        label: 'Er darf Zertifikate ungeprüft lassen',
        help: (host) => `Wer auf dem Weg zu ${host} sitzt, kann den Schlüssel und jedes Gespräch mitlesen.`,
      },
      'moved-keys': {
        label: 'Die gespeicherten Schlüssel dürfen einen anderen Weg gehen',
        help: (host) =>
          `Die Datei enthält keine Schlüssel; die gespeicherten gehen an ${host}, auf dem Weg, den die Datei angibt.`,
      },
    },
    consentMissing: 'Das erlauben oder den Anbieter überspringen.',
    submit: (providers) => `${providers} importieren`,
    nothing: 'Nichts zu importieren',
    done: (providers) => `${providers} importiert`,
    doneHelp: 'Ein Test zeigt, ob sie antworten.',
  },

  fileReasons: {
    'too-large': { title: 'Diese Datei ist größer als 1 MB', remedy: 'Weniger Anbieter in eine Datei exportieren.' },
    'not-json': { title: 'Diese Datei ist kein JSON', remedy: 'Eine wählen, die unter Anbieter exportiert wurde.' },
    'not-ours': {
      title: 'In dieser Datei stehen keine Einstellungen von Anbietern',
      remedy: 'Eine wählen, die unter Anbieter exportiert wurde.',
    },
    'too-new': {
      title: 'Diese Datei stammt von einer neueren Version',
      remedy: 'Switchyard aktualisieren und sie dann importieren.',
    },
    damaged: { title: 'Diese Datei ist beschädigt', remedy: 'Sie noch einmal exportieren.' },
    changed: {
      title: 'Die Datei wurde nach dem Export verändert',
      remedy:
        'Ihre Schlüssel könnten an den Falschen gehen und bleiben darum verschlossen. Sie noch einmal exportieren oder ohne Schlüssel importieren.',
    },
    'name-taken': { title: 'Es gibt schon einen Anbieter mit diesem Namen', remedy: 'Die Datei noch einmal wählen.' },
    'cannot-replace': {
      title: 'Der zu ersetzende Anbieter ist weg oder von anderer Art',
      remedy: 'Die Datei noch einmal wählen.',
    },
  },
  wrongPassphrase: 'Diese Passphrase öffnet die Schlüssel der Datei nicht.',

  problems: {
    'unknown-kind': 'Diese Version kennt den Hersteller nicht. Switchyard aktualisieren.',
    'unknown-field': 'Ein solches Feld gibt es nicht. Die Schreibweise prüfen.',
    'open-secret':
      'Hier steht ein Geheimnis offen. An seiner Stelle eine Variable nennen oder es mit einer Passphrase exportieren.',
    'variable-missing': 'Diese Variable gibt es nicht. Sie vor dem Start von Switchyard setzen.',
    'variable-name': 'So heißt keine Variable: nur Buchstaben, Ziffern und _.',
    'variable-reserved': 'In dieser Variablen steht ein Schlüssel. Nur ein Feld für Schlüssel darf ihn daraus nehmen.',
  },
};
