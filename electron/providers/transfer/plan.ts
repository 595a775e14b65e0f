import { AppError } from '../../../shared/errors/app-error.ts';
import type { StoredProvider } from '../../../shared/model/provider.ts';
import type { ImportChoice } from '../../../shared/model/transfer.ts';
import type { ReadEntry, ReadyProvider } from './read-entry.ts';
import { neededConsents } from './rows.ts';

/** What is to be written: a new provider, or all of a stored one anew. */
export interface PlannedWrite {
  ready: ReadyProvider;
  name: string;
  over: StoredProvider | null;
}

const refuse = (param: string, reason: string, message: string): AppError =>
  new AppError('VALIDATION_FAILED', message, { details: { param, reason } });

/** All that was chosen, or the first reason why it cannot be. */
export function planImport(
  entries: readonly ReadEntry[],
  { choices, stored }: { choices: readonly ImportChoice[]; stored: readonly StoredProvider[] },
): PlannedWrite[] {
  const chosen = new Map(choices.map((choice) => [choice.index, choice]));
  const unknown = choices.find(({ index }) => index >= entries.length);
  if (unknown) {
    throw refuse(
      'choices',
      'unknown',
      `The file has no provider ${unknown.index}: it has ${entries.length}, from 0 on.`,
    );
  }
  const writes = entries.flatMap((entry, index): PlannedWrite[] => {
    const choice = chosen.get(index) ?? { index, action: 'add', consents: [] };
    return choice.action === 'skip' ? [] : [planOne(entry, { choice, stored })];
  });
  checkNames(writes, stored);
  return writes;
}

type Taken = Exclude<ImportChoice, { action: 'skip' }>;

function planOne(
  { ready, problems, name: shown }: ReadEntry,
  { choice, stored }: { choice: Taken; stored: readonly StoredProvider[] },
): PlannedWrite {
  const at = `providers.${choice.index}`;
  const [problem] = problems;
  if (!ready) {
    const message = `${shown || at} cannot be imported. ${problem?.message ?? ''} Mend the file, or skip this one.`;
    throw refuse(`${at}.${problem?.field ?? ''}`, problem?.reason ?? 'invalid', message);
  }
  const over = choice.action === 'replace' ? stored.find(({ id }) => id === choice.providerId) : undefined;
  if (choice.action === 'replace' && over?.kind !== ready.kind) {
    const message = `${ready.name} cannot take the place of ${over?.name ?? 'a provider that is gone'}. Choose again.`;
    throw refuse(at, 'cannot-replace', message);
  }
  const missing = neededConsents(ready, over).find((consent) => !choice.consents.includes(consent));
  if (missing) {
    throw refuse(at, missing, `${ready.name} needs a consent (${missing}). Allow it for this provider, or skip it.`);
  }
  const name = over?.name ?? (choice.action === 'add' ? choice.name : undefined) ?? ready.name;
  return { ready, name, over: over ?? null };
}

/** Two of one name would be told apart by nobody, and one may be written over only once. */
function checkNames(writes: readonly PlannedWrite[], stored: readonly StoredProvider[]): void {
  const taken = new Set(stored.map(({ name }) => name));
  const replaced = new Set<string>();
  for (const { name, over } of writes) {
    const isTaken = over ? replaced.has(over.id) : taken.has(name);
    if (isTaken)
      throw refuse('choices', 'name-taken', `There is a provider ${name} already. Give this one another name.`);
    taken.add(name);
    if (over) replaced.add(over.id);
  }
}
