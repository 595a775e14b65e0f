import { appInfo } from '../../app/resources.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Fact, Section } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';

export function AboutSection() {
  const { t } = useI18n();
  const words = t.settings.about;
  const { data: info } = useResource(appInfo);
  return (
    <Section title={words.title}>
      <Fact name={words.version}>{info ? `${t.app.name} ${info.version}` : <Skeleton className="h-4 w-28" />}</Fact>
      <Fact name={words.shell}>{info ? words.shells[info.shell] : <Skeleton className="h-4 w-40" />}</Fact>
      <Fact name={words.platform}>
        {info ? `${info.platform}, Node ${info.node}` : <Skeleton className="h-4 w-36" />}
      </Fact>
      <Fact name={words.logFile} action={info ? <CopyButton text={info.logFile} label={words.copyPath} /> : undefined}>
        {info ? <span className="break-all font-mono text-xs">{info.logFile}</span> : <Skeleton className="h-4 w-64" />}
      </Fact>
    </Section>
  );
}
