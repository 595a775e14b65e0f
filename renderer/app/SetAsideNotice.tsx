import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Callout } from '../components/Callout.tsx';
import { RestoreDialog } from '../features/settings/RestoreDialog.tsx';
import { useI18n } from '../lib/i18n.ts';
import { useResource } from '../lib/resource.ts';
import { storageStatus } from './resources.ts';

/** On top of every room when the database was damaged at this start: what was done, and the way back. */
export function SetAsideNotice() {
  const { t, format } = useI18n();
  const { data } = useResource(storageStatus);
  const [isAsking, setAsking] = useState(false);
  if (!data?.setAside) return null;
  const newest = data.backups[0];
  return (
    <div className="border-line border-b p-3">
      <Callout
        tone="warning"
        title={t.app.setAside.title}
        action={
          newest ? (
            <Button size="sm" onClick={() => setAsking(true)}>
              {t.app.setAside.restore(format.dateTime(newest.createdAt))}
            </Button>
          ) : undefined
        }
      >
        {t.app.setAside.body(data.setAside)} {newest ? null : t.app.setAside.noBackup}
      </Callout>
      {newest ? <RestoreDialog backup={newest} open={isAsking} onOpenChange={setAsking} /> : null}
    </div>
  );
}
