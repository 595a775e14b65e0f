import { useState } from 'react';
import { managementKey } from '../../app/resources.ts';
import { client } from '../../client/connect.ts';
import { Button } from '../../components/Button.tsx';
import { Callout } from '../../components/Callout.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Fact } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';
import { useSubmit } from '../../lib/use-submit.ts';

export function ManagementKey() {
  const { t, format } = useI18n();
  const words = t.port.key;
  const { data: status } = useResource(managementKey);
  // Shown until the room is left; nobody but this window ever has it.
  const [key, setKey] = useState<string>();
  const [asked, setAsked] = useState<'replace' | 'revoke'>();

  const create = async (): Promise<void> => {
    const made = await client.call('management-key.create', {});
    setKey(made.key);
    await managementKey.refresh();
  };
  const first = useSubmit(create);
  const revoke = async () => {
    managementKey.set(await client.call('management-key.delete', {}));
    setKey(undefined);
    toast({ title: words.revoked });
  };

  return (
    <>
      <Fact
        name={words.title}
        action={
          status ? (
            status.isSet ? (
              <>
                <Button size="sm" onClick={() => setAsked('replace')}>
                  {words.replace}
                </Button>
                <Button size="sm" variant="ghost" onClick={() => setAsked('revoke')}>
                  {words.revoke}
                </Button>
              </>
            ) : (
              <Button size="sm" variant="primary" busy={first.isBusy} onClick={() => void first.submit()}>
                {words.create}
              </Button>
            )
          ) : undefined
        }
      >
        <span className="block text-pretty text-ink-muted">
          {status ? (
            status.isSet && status.createdAt !== null ? (
              words.createdAt(format.ago(status.createdAt))
            ) : (
              words.none
            )
          ) : (
            <Skeleton className="h-4 w-64" />
          )}
        </span>
      </Fact>
      {first.error === undefined ? null : <ErrorText error={first.error} className="m-3" />}
      {key ? (
        <div className="p-3">
          <Callout tone="success" title={words.once}>
            <p className="text-ink-muted text-xs">{words.onceBody}</p>
            <span className="mt-2 flex items-center gap-2 rounded-md border border-line bg-surface py-1 pr-1 pl-3">
              <code className="min-w-0 flex-1 break-all font-mono text-xs">{key}</code>
              <CopyButton text={key} label={words.copy} />
            </span>
          </Callout>
        </div>
      ) : null}
      <ConfirmDialog
        open={asked === 'replace'}
        onOpenChange={() => setAsked(undefined)}
        title={words.replaceTitle}
        body={words.replaceBody}
        confirmLabel={words.replace}
        onConfirm={create}
      />
      <ConfirmDialog
        open={asked === 'revoke'}
        onOpenChange={() => setAsked(undefined)}
        title={words.revokeTitle}
        body={words.revokeBody}
        confirmLabel={words.revoke}
        onConfirm={revoke}
      />
    </>
  );
}
