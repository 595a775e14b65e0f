import { AppError } from '../../../shared/errors/app-error.ts';
import type { NetworkChoices } from '../../../shared/model/network-settings.ts';
import {
  type ImportProblem,
  type ImportRow,
  type TransferredProvider,
  transferredProvider,
} from '../../../shared/model/transfer.ts';
import { Secret } from '../../lib/secret.ts';
import type { Vendor } from '../define-vendor.ts';
import { checkNetwork, splitTyped, type TypedSecrets, typedSecrets } from '../network/kept-secrets.ts';
import { vendorOf } from '../registry.ts';
import { isObject } from './map-texts.ts';
import type { SecretsOfOne } from './secret-part.ts';
import { fillIn } from './variables.ts';

/** A provider of a file, checked as if somebody had typed it. */
export type ReadyProvider = Omit<TransferredProvider, 'network' | 'keys'> & {
  vendor: Vendor;
  network: NetworkChoices;
  secrets: TypedSecrets;
  keys: (Omit<TransferredProvider['keys'][number], 'apiKey'> & { apiKey: Secret })[];
};

/** What can be said of it, also where it cannot be imported. */
export interface ReadEntry extends Pick<ImportRow, 'kind' | 'name' | 'fromEnvironment' | 'problems'> {
  /** Null where there are problems. */
  ready: ReadyProvider | null;
}

interface ReadEntryOptions {
  /** Of the encrypted part; none where there is none, or it stays closed. */
  secrets: SecretsOfOne | undefined;
  environment: NodeJS.ProcessEnv;
}

export function readEntry(entry: unknown, { secrets, environment }: ReadEntryOptions): ReadEntry {
  const { value, fromEnvironment, problems } = fillIn(entry, environment);
  const named = { kind: textOf(value, 'kind'), name: textOf(value, 'name'), fromEnvironment };
  const refused = (more: ImportProblem[]): ReadEntry => ({ ...named, problems: more, ready: null });
  // What could not be filled in is empty, and would only be complained about a second time.
  if (problems.length > 0) return refused(problems);
  const parsed = transferredProvider.safeParse(value);
  if (!parsed.success) return refused(parsed.error.issues.map(problemOfIssue));
  const vendor = vendorOf(parsed.data.kind);
  if (!vendor) {
    const message = `This version of Switchyard does not know the kind "${parsed.data.kind}". Update it, or skip this one.`;
    return refused([{ field: 'kind', reason: 'unknown-kind', variable: null, message }]);
  }
  const found: ImportProblem[] = [];
  const ready = check(parsed.data, { vendor, secrets, found });
  return found.length > 0 ? refused(found) : { ...named, problems: [], ready };
}

interface CheckOptions {
  vendor: Vendor;
  secrets: SecretsOfOne | undefined;
  found: ImportProblem[];
}

function check(given: TransferredProvider, { vendor, secrets: kept, found }: CheckOptions): ReadyProvider {
  const { keys: sealedKeys = [], ...sealedNetwork } = kept ?? {};
  const { network: typed, keys: openKeys, ...rest } = given;
  const { network, secrets } = splitTyped({ ...typed, ...sealedNetwork });
  const settings = noting(found, 'settings', () => vendor.parseSettings(given.settings)) ?? {};
  noting(found, 'network', () => checkNetwork(network, typedSecrets(secrets)));
  const keys = [...openKeys, ...sealedKeys].map(({ apiKey, ...key }, index) => {
    const read = noting(found, `keys.${index}`, () => vendor.readKey(apiKey));
    return { ...key, apiKey: new Secret(read ?? '') };
  });
  return { ...rest, vendor, settings, network, secrets, keys };
}

/** Gives nothing, and a problem, where the check throws one of a field. */
function noting<Value>(found: ImportProblem[], part: string, read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { param, reason } = error.details ?? {};
    found.push({
      field: typeof param === 'string' ? `${part}.${param}` : part,
      reason: typeof reason === 'string' ? reason : null,
      variable: null,
      message: error.message,
    });
    return undefined;
  }
}

function problemOfIssue(issue: { code: string; message: string; path: PropertyKey[]; keys?: string[] }): ImportProblem {
  // Where the entry has a field that nobody knows, the path ends above it.
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys?.[0] ?? ''] : issue.path;
  const reasons: Record<string, string> = { unrecognized_keys: 'unknown-field', too_big: 'too-long' };
  const reason = reasons[issue.code] ?? null;
  return { field: path.map(String).join('.').slice(0, 200), reason, variable: null, message: issue.message };
}

/** For a row of the preview: never more than a name is long. */
function textOf(value: unknown, field: 'kind' | 'name'): string {
  const text = isObject(value) ? value[field] : undefined;
  return typeof text === 'string' ? text.trim().slice(0, 100) : '';
}
