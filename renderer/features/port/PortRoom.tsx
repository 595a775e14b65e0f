import { ExternalLink } from 'lucide-react';
import type { AppInfo } from '../../../shared/model/app.ts';
import { navigate } from '../../app/navigation.ts';
import { appInfo } from '../../app/resources.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Callout } from '../../components/Callout.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Page } from '../../components/Page.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Fact, Section } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';
import { ManagementKey } from './ManagementKey.tsx';

export function PortRoom() {
  const { t } = useI18n();
  const { data: info, error } = useResource(appInfo);
  return (
    <Page>
      <PageHeader title={t.port.title} description={t.port.description} />
      {!info && error !== undefined ? <ErrorText error={error} className="mb-6" /> : null}
      {info?.portTaken ? (
        <Callout
          tone="warning"
          className="mb-6"
          title={t.port.taken(info.portTaken)}
          action={
            <Button size="sm" onClick={() => navigate({ room: 'settings' })}>
              {t.port.changePort}
            </Button>
          }
        />
      ) : null}
      <Section title={t.port.address} description={t.port.addressHelp}>
        <div className="flex h-12 items-center gap-3 px-4">
          <span aria-hidden className="size-2 rounded-full bg-success" />
          {info ? (
            <code className="flex-1 font-mono text-sm">{info.address}</code>
          ) : (
            <Skeleton className="h-4 w-44 flex-1" />
          )}
          {info ? <CopyButton text={info.address} label={`${t.common.copy}: ${t.port.address}`} /> : null}
        </div>
      </Section>
      <ManagementApi info={info} />
      <Section title={t.port.doors.title} actions={<Badge>{t.rooms.notBuilt}</Badge>}>
        <p className="px-4 py-3 text-pretty text-ink-muted text-sm">{t.port.doors.body}</p>
      </Section>
    </Page>
  );
}

function ManagementApi({ info }: { info: AppInfo | undefined }) {
  const { t } = useI18n();
  const example = `curl -H "Authorization: Bearer YOUR_KEY" \\\n  ${info?.address ?? ''}/api/providers`;
  return (
    <Section
      title={t.port.api.title}
      description={t.port.api.body}
      actions={
        info ? (
          <a
            href={`${info.address}/api/docs`}
            target="_blank"
            rel="noreferrer noopener"
            className="inline-flex h-7 items-center gap-1.5 rounded-md px-2 font-medium text-accent text-xs hover:bg-hover"
          >
            {t.port.api.docs}
            <ExternalLink aria-hidden size={13} />
          </a>
        ) : undefined
      }
    >
      <ManagementKey />
      <Fact name={t.port.example.title}>
        <span className="block text-ink-muted">{t.port.example.body}</span>
        <span className="relative mt-2 mb-0.5 block rounded-md border border-line bg-sunken">
          <code className="block overflow-x-auto whitespace-pre px-3 py-2.5 pr-10 font-mono text-xs">{example}</code>
          <CopyButton text={example} label={t.port.example.copy} className="absolute top-1.5 right-1.5" />
        </span>
      </Fact>
    </Section>
  );
}
