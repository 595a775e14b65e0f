import type { AppContract } from '../../../shared/contract/contract.ts';
import type { Output, ParsedInput } from '../../../shared/contract/define.ts';
import type { ImportPreview, TransferFile } from '../../../shared/model/transfer.ts';
import { type ExportWishes, exportFile } from './export-file.ts';
import { planImport } from './plan.ts';
import type { TransferPorts } from './ports.ts';
import { type ReadEntry, readEntry } from './read-entry.ts';
import { readFile } from './read-file.ts';
import { describeRows } from './rows.ts';
import { openSecrets } from './secret-part.ts';
import { writeImport } from './write-import.ts';

type ImportFile = ParsedInput<AppContract, 'transfer.preview'>;

export interface TransferService {
  export(wishes: ExportWishes): Promise<TransferFile>;
  /** Stores nothing. */
  preview(file: ImportFile): Promise<ImportPreview>;
  /** All that is not skipped, or nothing. */
  import(wishes: ParsedInput<AppContract, 'transfer.import'>): Promise<Output<AppContract, 'transfer.import'>>;
}

export function createTransfer(ports: TransferPorts): TransferService {
  const { store, providers, box, environment, now = Date.now } = ports;

  async function read({ text, passphrase }: ImportFile) {
    const { providers: open, secrets: sealed } = readFile(text);
    const opened =
      sealed && passphrase !== undefined ? await openSecrets(box, { open, sealed, passphrase }) : undefined;
    const entries: ReadEntry[] = open.map((entry, index) =>
      readEntry(entry, { secrets: opened?.[index], environment }),
    );
    const state = sealed ? (opened ? 'open' : 'locked') : 'none';
    return { entries, state } as const;
  }

  return {
    export: (wishes) => exportFile(ports, wishes),

    async preview(file) {
      const { entries, state } = await read(file);
      return { providers: describeRows(entries, store.providers.list()), secrets: state };
    },

    async import({ choices, ...file }) {
      const { entries } = await read(file);
      const writes = planImport(entries, { choices, stored: store.providers.list() });
      const written = await writeImport({ ...ports, now }, writes);
      for (const one of written) providers.rewritten(one);
      return { providers: written.map(({ id }) => providers.get(id)) };
    },
  };
}
