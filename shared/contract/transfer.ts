import { z } from 'zod';
import { providerId } from '../model/ids.ts';
import { importChoice, importPreview, importResult, transferFile } from '../model/transfer.ts';
import { passphrase } from '../model/vault.ts';
import { call } from './define.ts';

/** Its size is looked at later, where the error can say what helps. */
const file = z.object({ text: z.string(), passphrase: z.string().min(1).max(1024).exactOptional() });

export const transferContract = {
  'transfer.export': call({
    summary: 'The settings of providers as one file; with a passphrase also their keys, encrypted under it',
    method: 'POST',
    path: '/provider-exports',
    input: z.object({
      /** Default: all. */
      providerIds: z.array(providerId).min(1).max(500).exactOptional(),
      passphrase: passphrase.exactOptional(),
    }),
    output: transferFile,
  }),
  'transfer.preview': call({
    summary: 'What an import of a file would do, and what is wrong with it; nothing is stored',
    method: 'POST',
    path: '/provider-imports/preview',
    input: file,
    output: importPreview,
  }),
  'transfer.import': call({
    summary: 'Import providers from a file, all that are not skipped or none; what is not chosen is added',
    method: 'POST',
    path: '/provider-imports',
    input: file.extend({ choices: z.array(importChoice).max(500).default([]) }),
    output: importResult,
  }),
};
