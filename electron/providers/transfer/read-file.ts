import { z } from 'zod';
import { sealedSecrets, transferFile, transferFormat, transferVersion } from '../../../shared/model/transfer.ts';
import { largestTransferFile } from '../../../shared/model/transfer-rules.ts';
import { invalidFile } from './invalid-file.ts';

/** What a file begins with, whatever version wrote it. */
const heading = z.looseObject({ format: z.literal(transferFormat), version: z.int().positive() });

/** The providers are looked at one by one, so that a fault of one says whose it is. */
const outline = transferFile.extend({
  providers: z.array(z.unknown()).max(500),
  secrets: sealedSecrets.exactOptional(),
});
type FileOutline = z.output<typeof outline>;

export function readFile(text: string): FileOutline {
  if (Buffer.byteLength(text) > largestTransferFile) {
    throw invalidFile('too-large', 'The file is larger than 1 MiB. Export fewer providers into one file.');
  }
  const json = parseJson(text);
  const head = heading.safeParse(json);
  if (!head.success) {
    const message = `This is JSON, but no file with provider settings: it has no "format": "${transferFormat}".`;
    throw invalidFile('not-ours', `${message} Choose one that was exported under Providers.`);
  }
  if (head.data.version > transferVersion) {
    throw invalidFile('too-new', 'The file is of a newer version of Switchyard. Update Switchyard, then import it.');
  }
  const read = outline.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  throw invalidFile('damaged', `The file is damaged${where}: ${issue?.message ?? 'unreadable'}. Export it once more.`);
}

function parseJson(text: string): unknown {
  try {
    // Some editors put a mark before the first letter.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw invalidFile('not-json', 'The file is not JSON. Choose one that was exported under Providers.');
  }
}
