import { AppError } from '../../../shared/errors/app-error.ts';
import type { EnvironmentKey } from '../../../shared/model/provider.ts';
import { maskKey } from '../../lib/secret.ts';
import type { Vendor } from '../define-vendor.ts';

/** Keys that stand in the environment, of vendors that nobody has added yet and that need nothing else. */
export function findEnvironmentKeys(
  vendors: readonly Vendor[],
  { environment, added }: { environment: NodeJS.ProcessEnv; added: ReadonlySet<string> },
): EnvironmentKey[] {
  return vendors.flatMap((vendor) => {
    const { id, environment: variables } = vendor.kind;
    if (added.has(id) || !isEnough(() => vendor.parseSettings({}))) return [];
    const variable = variables.find((name) =>
      isEnough(() => readEnvironmentKey(vendor, { environment, variable: name })),
    );
    if (variable === undefined) return [];
    return [{ kind: id, variable, masked: maskKey(environment[variable]?.trim() ?? '') }];
  });
}

const isEnough = (look: () => unknown): boolean => {
  try {
    look();
    return true;
  } catch {
    return false;
  }
};

/** Only from variables that hold keys of this vendor: others may hold somebody else's. */
export function readEnvironmentKey(
  { kind, readKey }: Vendor,
  { environment, variable }: { environment: NodeJS.ProcessEnv; variable: string },
): string {
  const key = kind.environment.includes(variable) ? environment[variable]?.trim() : undefined;
  if (key) return readKey(key);
  throw new AppError(
    'VALIDATION_FAILED',
    `There is no key of ${kind.name} in ${variable}. Set it before the app is started, or paste the key.`,
    { details: { param: 'keyVariable', reason: 'required' } },
  );
}
