import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { errorDataOf } from '../../components/ErrorText.tsx';
import { requestVault } from '../vault/request-vault.ts';
import type { TestRun } from './providers-store.ts';

/** Errors that end when the vault is open. */
const vaultCodes: ReadonlySet<ErrorCode> = new Set(['VAULT_LOCKED', 'VAULT_NOT_SET_UP']);

export const isVaultError = (error: unknown): boolean => vaultCodes.has(errorDataOf(error).code);

/** Runs `task`; when a key could not be stored or read, asks for the vault and runs it once more. */
export async function withVault<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (!isVaultError(error) || !(await requestVault())) throw error;
    return task();
  }
}

/** The same for a test, which tells what went wrong in its steps instead of throwing. */
export async function withVaultTest(test: () => Promise<TestRun>): Promise<TestRun> {
  const run = await test();
  const error = run.state === 'done' ? run.result.steps.find(({ failure }) => failure)?.failure : undefined;
  const code = run.state === 'failed' ? run.error.code : error?.code;
  return code && vaultCodes.has(code) && (await requestVault()) ? test() : run;
}
