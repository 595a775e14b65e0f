import { useState } from 'react';
import type { Incident } from '../../../shared/model/health.ts';
import type { IncidentId } from '../../../shared/model/ids.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { TextAreaField } from '../../components/TextAreaField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { incidentElementId } from './open-health.ts';
import { useIncidents } from './store.ts';

/** It stands among the past ones now, and the button that was pressed is gone. */
const focusClosed = (id: IncidentId): void =>
  void requestAnimationFrame(() => document.getElementById(incidentElementId(id))?.focus({ preventScroll: true }));

interface IncidentDialogProps {
  incident: Incident;
  subject: string;
  /** What it is open for. */
  open: 'close' | 'note' | undefined;
  onClose: () => void;
}

/** The note of an incident, and with it its end. */
export function IncidentDialog({ incident, subject, open, onClose }: IncidentDialogProps) {
  const { t } = useI18n();
  const words = t.health.incidents;
  const close = useIncidents((state) => state.close);
  const keep = useIncidents((state) => state.note);
  const [draft, setDraft] = useState<string>();
  const note = draft ?? incident.note;
  const { isBusy, error, submit, clear } = useSubmit(async () => {
    if (open === 'note') await keep(incident.id, note);
    else {
      await close(incident.id, note);
      focusClosed(incident.id);
    }
    leave();
  });
  function leave(): void {
    clear();
    setDraft(undefined);
    onClose();
  }
  const isClosing = open === 'close';
  return (
    <Dialog
      open={open !== undefined}
      onOpenChange={leave}
      title={isClosing ? words.closeTitle : words.noteOf(subject)}
      description={isClosing ? `${subject}. ${words.closeBody}` : undefined}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={leave}>{t.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={isBusy}>
            {isClosing ? words.closeSubmit : t.common.save}
          </Button>
        </>
      }
    >
      {error === undefined ? null : <ErrorText error={error} className="mb-4" />}
      <TextAreaField
        label={words.note}
        description={words.noteHelp}
        rows={3}
        maxLength={2000}
        value={note}
        onChange={setDraft}
      />
    </Dialog>
  );
}
