import type { ImportProblem, ImportRow } from '../../../shared/model/transfer.ts';
import { vendors } from '../registry.ts';
import { mapTexts } from './map-texts.ts';

/** `${NAME}`, or `$${` for the sign itself. */
const reference = /\$(\$\{)|\$\{([^}]*)\}/g;
const variableName = /^[A-Za-z_]\w*$/;
const wholeReference = /^\s*\$\{[A-Za-z_]\w*\}\s*$/;

/** So that what looks like a variable comes back as it was. */
export const escapeVariables = (text: string): string => text.replaceAll('${', () => '$${');

const isSecretField = (field: string): boolean =>
  /^keys\.\d+\.apiKey$|^network\.(proxyPassword|clientKey)$/.test(field);

/** What opens the vault leaves the app in no way. */
const neverRead = new Set(['ENCRYPTION_MASTER_KEY']);

interface FilledIn {
  value: unknown;
  fromEnvironment: ImportRow['fromEnvironment'];
  problems: ImportProblem[];
}

/** Puts variables of the environment in the place of their names, and finds secrets that stand in the open. */
export function fillIn(entry: unknown, environment: NodeJS.ProcessEnv): FilledIn {
  const fromEnvironment: FilledIn['fromEnvironment'] = [];
  const problems: ImportProblem[] = [];
  const keyVariables = new Set(vendors.flatMap(({ kind }) => kind.environment));

  const refuse = (field: string, reason: string, message: string, variable: string | null = null): string => {
    problems.push({ field, reason, variable, message });
    return '';
  };

  const read = (variable: string, field: string): string => {
    if (!variableName.test(variable)) {
      const message = `\${${variable}} names no variable. A name has letters, digits and _ only; $\${ is for the sign itself.`;
      return refuse(field, 'variable-name', message, variable);
    }
    if (neverRead.has(variable) || (keyVariables.has(variable) && !isSecretField(field))) {
      const message = `${variable} holds a key. Only a field for a key may be taken from it.`;
      return refuse(field, 'variable-reserved', message, variable);
    }
    const text = environment[variable]?.trim();
    if (!text) {
      const message = `There is no variable ${variable} in the environment. Set it before the app is started, or write the value into the file.`;
      return refuse(field, 'variable-missing', message, variable);
    }
    fromEnvironment.push({ field, variable });
    return text;
  };

  const value = mapTexts(entry, (text, field) => {
    if (isSecretField(field) && !wholeReference.test(text)) {
      const message =
        'A secret stands in the open in this file. Name a variable of the environment in its place, as in $' +
        '{NAME}, or export it with a passphrase.';
      return refuse(field, 'open-secret', message);
    }
    return text.replace(reference, (_, sign: string | undefined, name: string) => sign ?? read(name, field));
  });
  return { value, fromEnvironment, problems };
}
