import type { simulate as english } from '../en/simulate.ts';

export const simulate: typeof english = {
  intro:
    'Was die Regeln und Aliasse aus den Anfragen der letzten Tage gemacht hätten. Nichts wird gesendet, nichts gespeichert.',
  days: 'Anfragen der letzten',
  daysUnit: 'Tage',
  run: 'Durchspielen',
  running: 'Die Anfragen werden durchgespielt',
  tried: 'Was durchgespielt wird',
  triedHelp:
    'Die Regeln mit diesen Schaltern und alles, was von Regeln und Aliassen getippt, aber nicht gespeichert ist.',
  rules: 'Regeln',
  aliases: 'Aliasse',
  noRules: 'Es gibt keine Regeln.',
  whatIf: (name) => `Mit der Regel ${name} durchspielen`,
  newRule: 'Neue Regel',
  newAlias: 'Neuer Alias',
  as: {
    edited: 'Wie getippt',
    new: 'Noch nicht gespeichert',
    unfinished: 'Nicht fertig',
  },
  switched: { on: 'Hier eingeschaltet', off: 'Hier ausgeschaltet' },
  leftOut: 'Bleibt außen vor, bis alles ausgefüllt ist.',
  storedInstead: 'An ihrer Stelle gilt, was gespeichert ist.',

  empty: {
    title: (days) => (days === '1' ? 'Keine Anfragen am letzten Tag' : `Keine Anfragen in den letzten ${days} Tagen`),
    body: 'Etwas im Chat oder über den Port senden, oder weiter zurückblicken.',
  },
  old: 'Seither geändert. Noch einmal durchspielen zeigt, was jetzt herauskommt.',
  result: (days) => (days === '1' ? 'Der letzte Tag' : `Die letzten ${days} Tage`),
  requests: (count) => (count === '1' ? '1 Anfrage' : `${count} Anfragen`),
  before: 'Vorher',
  after: 'Nachher',
  measure: 'Größe',
  difference: 'Unterschied',
  measures: {
    cost: 'Kosten',
    mean: 'Erstes Token, Mittel',
    p95: 'Erstes Token bei 95 %',
    local: 'Auf diesem Rechner',
    failures: 'Fehlgeschlagen',
    refused: 'Von Regeln abgelehnt',
  },
  missing: { firstToken: 'nicht gemessen', local: 'nichts gesendet' },
  points: (count) => `${count} Punkte`,

  changes: 'Was anders wäre',
  another: 'Anderer Weg',
  anotherOf: (count, all, share) => `${count} von ${all} Anfragen (${share})`,
  anotherHelp: 'Was sie gekostet und gedauert hätten, ist zum Teil geschätzt.',
  none: 'Keine Anfrage wäre einen anderen Weg gegangen.',
  failures: 'Fehlschläge',
  failuresOf: (avoided, added) => `${avoided} vermieden, ${added} neu`,
  unpriced: 'Ohne Preis',
  unpricedOf: (before, after) => `${before} Antworten vorher, ${after} nachher`,
  unpricedHelp: 'Zu ihren Modellen ist kein Preis bekannt, deshalb fehlen sie in den Kosten.',
  untold: 'Nicht zu sagen',
  untoldHelp:
    'Eine Regel fragt nach etwas, das von ihnen nicht aufbewahrt wurde, etwa nach Worten im Text. Sie zählen so, wie sie wirklich gingen.',
};
