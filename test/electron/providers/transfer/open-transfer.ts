import { createTransfer } from '../../../../electron/providers/transfer/transfer.ts';
import { passphraseBox } from '../../../../electron/vault/passphrase-box.ts';
import type { TransferFile } from '../../../../shared/model/transfer.ts';
import { openTestProviders, type TestProvidersOptions } from '../../../helpers/upstream-host.ts';

/** The real service over the real store, vault and providers. */
export function openTestTransfer({ environment = {}, ...options }: TestProvidersOptions = {}) {
  const host = openTestProviders({ environment, ...options });
  return { ...host, transfer: createTransfer({ ...host, box: passphraseBox, environment }) };
}

export const fileOf = (...providers: unknown[]): string =>
  JSON.stringify({ format: 'switchyard-providers', version: 1, providers });

export const textOf = (file: TransferFile): string => JSON.stringify(file, null, 2);

export const compatible = (baseUrl = 'https://api.example.com/v1') => ({
  kind: 'openai-compatible',
  name: 'Server',
  settings: { baseUrl },
});
