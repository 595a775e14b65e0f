import { useState } from 'react';
import { useStore } from 'zustand';
import type { BoardRow } from '../../../shared/model/health.ts';
import type { CredentialId, ProviderId } from '../../../shared/model/ids.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Select } from '../../components/Select.tsx';
import { TextAreaField } from '../../components/TextAreaField.tsx';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { useProviders } from '../providers/store.ts';
import { useTargetNames } from '../routing/target-names.ts';
import { board, useIncidents } from './store.ts';

interface OpenIncidentDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Whom it is about at first; without one, the first there is. */
  providerId?: ProviderId;
}

interface Choices {
  providerId?: ProviderId;
  about: string;
  note: string;
}
const untouched: Choices = { about: 'all', note: '' };

interface About {
  credentialId?: CredentialId;
  modelId?: string;
}

/** A person says that something does not work. */
export function OpenIncidentDialog({ open, onOpenChange, providerId }: OpenIncidentDialogProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.health.incidents;
  const known = useStore(board.store, ({ data }) => data) ?? [];
  // Who is elsewhere fails more often than one's own computer.
  const rows = known.toSorted((a, b) => Number(a.isLocal) - Number(b.isLocal) || a.name.localeCompare(b.name));
  const add = useIncidents((state) => state.add);
  const [choices, setChoices] = useState<Choices>(untouched);
  const chosen = choices.providerId ?? providerId ?? rows[0]?.providerId;
  const subjects = useSubjects(
    rows.find((row) => row.providerId === chosen),
    i18n,
  );
  const { isBusy, error, submit, clear } = useSubmit(async () => {
    if (!chosen) return;
    const { part } = subjects.find(({ value }) => value === choices.about) ?? { part: {} };
    await add({ providerId: chosen, ...part, note: choices.note });
    leave();
  });
  function leave(): void {
    clear();
    setChoices(untouched);
    onOpenChange(false);
  }
  return (
    <Dialog
      open={open}
      onOpenChange={leave}
      title={words.addTitle}
      description={words.addBody}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={leave}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={isBusy}>
            {words.add}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error === undefined ? null : <ErrorText error={error} />}
        <Select
          label={words.provider}
          value={chosen ?? null}
          onChange={(id) => setChoices({ ...choices, providerId: id, about: 'all' })}
          options={rows.map((one) => ({
            value: one.providerId,
            label: one.isLocal ? t.chat.onThisComputer : one.name,
          }))}
        />
        <Select
          label={words.about}
          value={choices.about}
          onChange={(about) => setChoices({ ...choices, about })}
          options={subjects}
        />
        <TextAreaField
          label={words.note}
          description={words.noteHelp}
          rows={3}
          maxLength={2000}
          value={choices.note}
          onChange={(note) => setChoices({ ...choices, note })}
        />
      </div>
    </Dialog>
  );
}

/** So many models a list to choose from can hold; more are named by the provider as a whole. */
const mostModels = 200;

function useSubjects(row: BoardRow | undefined, { t }: I18n): { value: string; label: string; part: About }[] {
  const words = t.health.incidents;
  const { target } = useTargetNames();
  const listed = useProviders((state) => state.models);
  if (!row) return [];
  const { providerId } = row;
  const known = listed.filter((model) => model.providerId === providerId).map(({ id }) => id);
  const modelIds = [...new Set([...row.models.map(({ modelId }) => modelId), ...known])].slice(0, mostModels);
  return [
    { value: 'all', label: words.aboutAll, part: {} },
    ...row.keys.map(({ keyId, label, masked }) => ({
      value: `key ${keyId}`,
      label: words.aboutKey(label || masked),
      part: { credentialId: keyId },
    })),
    ...modelIds.map((modelId) => ({
      value: `model ${modelId}`,
      label: words.aboutModel(target({ providerId, modelId })),
      part: { modelId },
    })),
  ];
}
