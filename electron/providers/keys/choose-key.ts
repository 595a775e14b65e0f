import type { SecretId } from '../../../shared/model/ids.ts';
import type { CredentialRow } from '../../store/credentials.ts';
import type { Rest } from './key-rest.ts';

export interface Choice {
  /** By their secrets: a key that was swapped meanwhile is another one. */
  tried: ReadonlySet<SecretId>;
  restOf(key: CredentialRow): Rest | undefined;
}

export type ChosenKey =
  | { key: CredentialRow; rest?: undefined }
  /** All rest: the one that is free first. */
  | { key: CredentialRow; rest: Rest }
  | { key?: undefined; rest?: undefined /** None is switched on. */; isEmpty: boolean };

/** The first of the keys, in their order, that may be asked. */
export function chooseKey(keys: readonly CredentialRow[], { tried, restOf }: Choice): ChosenKey {
  const enabled = keys.filter(({ isEnabled }) => isEnabled);
  const free = enabled.find((key) => !tried.has(key.secretId) && !restOf(key));
  if (free) return { key: free };
  const resting = enabled.flatMap((key) => {
    const rest = restOf(key);
    return rest ? [{ key, rest }] : [];
  });
  const [first] = resting.sort((one, other) => one.rest.until - other.rest.until);
  return first ?? { isEmpty: enabled.length === 0 };
}
