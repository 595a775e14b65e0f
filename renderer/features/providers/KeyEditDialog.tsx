import { useState } from 'react';
import type { Credential } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { placeKey } from './key-actions.ts';
import { readWhole } from './key-facts.ts';
import { useProviders } from './store.ts';

const longestDays = 3650;

interface Draft {
  label: string;
  accountGroup: string;
  place: string;
  days: string;
}

interface KeyEditDialogProps {
  open: boolean;
  onClose: () => void;
  credential: Credential;
  /** All of the provider, in their order. */
  keys: readonly Credential[];
}

export function KeyEditDialog({ open, onClose, credential, keys }: KeyEditDialogProps) {
  const { t, format } = useI18n();
  const words = t.providers.keys;
  const updateKey = useProviders((state) => state.updateKey);
  const { id, label, accountGroup, rotateAfterDays } = credential;
  const place = keys.indexOf(credential) + 1;
  // Only what was typed, so that each opening begins with what is stored.
  const [typed, setTyped] = useState<Partial<Draft>>({});
  const [isTried, setTried] = useState(false);
  const draft: Draft = { label, accountGroup, place: String(place), days: String(rotateAfterDays ?? ''), ...typed };
  const nextPlace = readWhole(draft.place, 1, keys.length);
  const days = readWhole(draft.days, 1, longestDays);
  const placeError = isTried && !nextPlace ? t.common.wholeNumber(1, keys.length) : undefined;
  const daysError = isTried && days === undefined ? t.common.wholeNumber(1, longestDays) : undefined;
  const form = useSubmit(async () => {
    setTried(true);
    if (!nextPlace || days === undefined) return;
    await updateKey({
      credentialId: id,
      label: draft.label.trim(),
      accountGroup: draft.accountGroup.trim(),
      rotateAfterDays: days,
    });
    if (nextPlace !== place) await placeKey(id, () => nextPlace - 1);
    close();
  });
  function close(): void {
    setTyped({});
    setTried(false);
    form.clear();
    onClose();
  }
  const change = (next: Partial<Draft>): void => setTyped((before) => ({ ...before, ...next }));
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={words.edit}
      size="sm"
      onSubmit={() => void form.submit()}
      footer={
        <>
          <Button onClick={close}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={form.isBusy}>
            {t.common.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label={words.label}
          description={words.labelHelp}
          value={draft.label}
          onChange={(next) => change({ label: next })}
          maxLength={80}
        />
        <TextField
          label={words.group}
          description={words.groupHelp}
          value={draft.accountGroup}
          onChange={(next) => change({ accountGroup: next })}
          maxLength={80}
        />
        {keys.length > 1 ? (
          <TextField
            label={words.position}
            description={words.positionHelp(format.number(keys.length))}
            inputMode="numeric"
            value={draft.place}
            onChange={(next) => change({ place: next })}
            error={placeError}
          />
        ) : null}
        <TextField
          label={words.rotateAfter}
          description={words.rotateAfterHelp}
          inputMode="numeric"
          value={draft.days}
          onChange={(next) => change({ days: next })}
          error={daysError}
          end={<span className="pointer-events-none pr-1.5 text-ink-faint text-xs">{words.days}</span>}
        />
        {form.error === undefined ? null : <ErrorText error={form.error} />}
      </div>
    </Dialog>
  );
}
