import { appInfo } from '../../app/resources.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Fact, Section } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';
import { modelLine } from './model-line.ts';

/** The two lines a program needs to ask for an alias. */
export function AliasUse({ name }: { name: string }) {
  const words = useI18n().t.routing.alias;
  const { data: info } = useResource(appInfo);
  const url = info && `${info.address}/v1`;
  const line = modelLine(name);
  return (
    <Section title={words.use} description={words.useHelp}>
      <Fact
        name={words.baseUrl}
        action={url ? <CopyButton text={url} label={words.copyBaseUrl} /> : <span className="size-6.5" />}
      >
        {url ? <code className="font-mono text-xs">{url}</code> : <Skeleton className="h-4 w-44" />}
      </Fact>
      <Fact name={words.model} action={<CopyButton text={line} label={words.copyModel} />}>
        <code className="font-mono text-xs">{line}</code>
      </Fact>
    </Section>
  );
}
