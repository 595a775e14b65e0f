import { useState } from 'react';
import { client } from '../client/connect.ts';
import { Button } from '../components/Button.tsx';
import { Callout } from '../components/Callout.tsx';
import { ErrorText } from '../components/ErrorText.tsx';
import { RestoreDialog } from '../features/settings/RestoreDialog.tsx';
import { useI18n } from '../lib/i18n.ts';
import { useResource } from '../lib/resource.ts';
import { useSubmit } from '../lib/use-submit.ts';
import { storageStatus } from './resources.ts';

/** On top of every room while a damaged database lies aside: what was done, the way back, and the way on without it. */
export function SetAsideNotice() {
  const { t, format } = useI18n();
  const { data } = useResource(storageStatus);
  const [isAsking, setAsking] = useState(false);
  const dismiss = useSubmit(async () => storageStatus.set(await client.call('storage.dismiss', {})));
  if (!data?.setAside) return null;
  const newest = data.setAside.backup;
  return (
    <div className="border-line border-b p-3">
      <Callout
        tone="warning"
        title={t.app.setAside.title}
        action={
          <>
            {newest ? (
              <Button size="sm" onClick={() => setAsking(true)}>
                {t.app.setAside.restore(format.dateTime(newest.createdAt))}
              </Button>
            ) : null}
            <Button size="sm" variant="ghost" busy={dismiss.isBusy} onClick={() => void dismiss.submit()}>
              {t.app.setAside.dismiss}
            </Button>
          </>
        }
      >
        {t.app.setAside.body(data.setAside.path)} {newest ? null : t.app.setAside.noBackup}
      </Callout>
      {dismiss.error === undefined ? null : <ErrorText error={dismiss.error} className="mt-2" />}
      {newest ? <RestoreDialog backup={newest} open={isAsking} onOpenChange={setAsking} /> : null}
    </div>
  );
}
