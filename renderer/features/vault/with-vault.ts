import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { errorDataOf } from '../../lib/error-words.ts';
import { requestVault } from './request-vault.ts';

/** Errors that end when the vault is open. */
const vaultCodes: ReadonlySet<ErrorCode> = new Set(['VAULT_LOCKED', 'VAULT_NOT_SET_UP']);

const isVaultError = (error: unknown): boolean => vaultCodes.has(errorDataOf(error).code);

/** Asks for the vault where that is what `error` wants. False: it does, and the person closed the dialog. */
export const readyToRetry = async (error: unknown): Promise<boolean> => !isVaultError(error) || requestVault();

/**
 * Runs `task`; when it fails because the vault is closed, asks for the vault and runs it once more. `failureOf` is for a
 * task that tells in its result what went wrong, instead of throwing it.
 */
export async function withVault<T>(task: () => Promise<T>, failureOf?: (result: T) => unknown): Promise<T> {
  let result: T;
  try {
    result = await task();
  } catch (error) {
    if (!isVaultError(error) || !(await requestVault())) throw error;
    return task();
  }
  const failure = failureOf?.(result);
  return isVaultError(failure) && (await requestVault()) ? task() : result;
}
