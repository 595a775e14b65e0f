import { useRef, useState } from 'react';
import type { Client } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ImportPreview } from '../../../shared/model/transfer.ts';
import { largestTransferFile } from '../../../shared/model/transfer-rules.ts';
import { withVault } from '../vault/with-vault.ts';
import { draftOfRow, type ImportDraft, isAllowed, type RowDraft, takenRows, toChoices } from './import-draft.ts';
import { providersStore } from './store.ts';

type Task = 'load' | 'unlock' | 'import';

interface ImportFile {
  name: string;
  text: string;
  /** Absent until it has opened the keys. */
  passphrase?: string;
}

const tooLarge = (): AppError =>
  new AppError('VALIDATION_FAILED', 'The file is larger than 1 MiB.', { details: { reason: 'too-large' } });

/** A file on its way in: chosen, looked at, decided upon, imported. */
export function useImport(client: Client<AppContract>, onDone: (count: number) => void) {
  const [file, setFile] = useState<ImportFile | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [draft, setDraft] = useState<ImportDraft>({});
  /** Of the file; typed, and not tried yet. */
  const [passphrase, setPassphrase] = useState('');
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState<Task | null>(null);
  const [failed, setFailed] = useState<{ task: Task; error: unknown } | null>(null);
  const isUnderWay = useRef(false);

  const run = async (task: Task, work: () => Promise<void>): Promise<void> => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(task);
    setFailed(null);
    try {
      await work();
    } catch (error) {
      setFailed({ task, error });
    } finally {
      isUnderWay.current = false;
      setBusy(null);
    }
  };

  const show = async (next: ImportFile): Promise<void> => {
    const { name: _, ...asked } = next;
    setPreview(await client.call('transfer.preview', asked));
    setFile(next);
  };

  const unlock = () =>
    run('unlock', async () => {
      if (file) await show({ ...file, passphrase });
    });

  return {
    fileName: file?.name,
    passphrase,
    setPassphrase,
    preview,
    draft,
    /** How often somebody wanted to import: only from then on is shown what is missing. */
    tries,
    busy,
    errorOf: (task: Task): unknown => (failed?.task === task ? failed.error : undefined),

    load: (given: File) =>
      run('load', async () => {
        if (given.size > largestTransferFile) throw tooLarge();
        await show({ name: given.name, text: await given.text() });
      }),

    unlock,

    change: (index: number, row: RowDraft): void => setDraft((before) => ({ ...before, [index]: row })),

    submit() {
      // Whoever typed it wants the keys, too: they are shown first.
      if (preview?.secrets === 'locked' && passphrase !== '') return unlock();
      return run('import', async () => {
        setTries((before) => before + 1);
        if (!file || !preview) return;
        const taken = takenRows(preview.providers, draft);
        if (!taken.every((row) => isAllowed(row, draftOfRow(row, draft)))) return;
        const { name: _, ...asked } = file;
        const choices = toChoices(preview.providers, draft);
        await withVault(() => client.call('transfer.import', { ...asked, choices }));
        await providersStore.getState().refresh();
        onDone(taken.length);
      });
    },

    startOver(): void {
      setFile(null);
      setPreview(null);
      setDraft({});
      setTries(0);
      setPassphrase('');
      setFailed(null);
    },
  };
}
