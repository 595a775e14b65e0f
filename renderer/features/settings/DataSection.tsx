import { useState } from 'react';
import type { Backup } from '../../../shared/model/storage.ts';
import { storageStatus } from '../../app/resources.ts';
import { client } from '../../client/connect.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Fact, Section } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { RestoreDialog } from './RestoreDialog.tsx';

export function DataSection() {
  const { t, format } = useI18n();
  const { data: status, error } = useResource(storageStatus);
  const backUp = useSubmit(async () => {
    storageStatus.set(await client.call('storage.backup', {}));
    toast({ title: t.storage.backedUp });
  });
  return (
    <Section
      title={t.storage.title}
      description={t.storage.description}
      actions={
        <Button size="sm" busy={backUp.isBusy} onClick={() => void backUp.submit()}>
          {t.storage.backUpNow}
        </Button>
      }
    >
      {!status && error !== undefined ? <ErrorText error={error} className="m-3" /> : null}
      {backUp.error === undefined ? null : <ErrorText error={backUp.error} className="m-3" />}
      <Fact
        name={t.storage.home}
        action={status ? <CopyButton text={status.home} label={t.settings.about.copyPath} /> : undefined}
      >
        {status ? (
          <span className="break-all font-mono text-xs">{status.home}</span>
        ) : (
          <Skeleton className="h-4 w-64" />
        )}
      </Fact>
      <Fact name={t.storage.size}>{status ? format.bytes(status.size) : <Skeleton className="h-4 w-16" />}</Fact>
      <Fact name={t.storage.backups}>
        {status ? <Backups backups={status.backups} /> : <Skeleton className="h-4 w-48" />}
      </Fact>
    </Section>
  );
}

function Backups({ backups }: { backups: readonly Backup[] }) {
  const { t, format } = useI18n();
  const [chosen, setChosen] = useState<Backup>();
  const [isAsking, setAsking] = useState(false);
  if (backups.length === 0) return <span className="text-ink-muted">{t.storage.noBackups}</span>;
  return (
    <>
      <ul className="-my-1.5 -mr-2 flex max-h-56 flex-col overflow-y-auto">
        {backups.map((backup) => (
          <li key={backup.name} className="flex h-8 items-center gap-3">
            <span className="flex-1">{format.dateTime(backup.createdAt)}</span>
            <span className="text-ink-faint text-xs tabular-nums">{format.bytes(backup.size)}</span>
            <Button
              size="sm"
              variant="ghost"
              aria-label={t.storage.restoreNamed(format.dateTime(backup.createdAt))}
              onClick={() => {
                setChosen(backup);
                setAsking(true);
              }}
            >
              {t.storage.restore}
            </Button>
          </li>
        ))}
      </ul>
      {chosen ? <RestoreDialog backup={chosen} open={isAsking} onOpenChange={setAsking} /> : null}
    </>
  );
}
