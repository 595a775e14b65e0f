import { Headphones, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Voice } from '../../../shared/model/extras.ts';
import type { Provider } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Section } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useExtras } from './extras.ts';

/** More are drawn when somebody asks for them. */
const shownAtOnce = 8;

const matches = ({ id, name, languages, labels }: Voice, wanted: string): boolean =>
  [id, name, ...languages, ...labels].join(' ').toLowerCase().includes(wanted);

/** The voices that speech can be asked for in. */
export function VoicesSection({ provider: { id, isEnabled } }: { provider: Provider }) {
  const { t, format } = useI18n();
  const words = t.extras.voices;
  const loaded = useExtras((state) => state.voices[id]);
  const load = useExtras((state) => state.loadVoices);
  const [query, setQuery] = useState('');
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    if (isEnabled) void load(id);
  }, [id, isEnabled, load]);
  if (!isEnabled) return null;

  const all = loaded?.value ?? [];
  const found = all.filter((voice) => matches(voice, query.trim().toLowerCase()));
  const shown = isWhole ? found : found.slice(0, shownAtOnce);
  return (
    <Section
      title={words.title}
      description={words.description}
      actions={
        <Button
          size="sm"
          icon={RefreshCw}
          busy={loaded?.isLoading === true}
          onClick={() => void load(id, { refresh: true })}
        >
          {words.refresh}
        </Button>
      }
    >
      <div className="flex flex-col gap-3 px-4 py-3">
        {loaded?.error ? <ErrorText error={loaded.error} /> : null}
        {all.length > shownAtOnce ? (
          <TextField
            hideLabel
            type="search"
            label={words.search}
            placeholder={words.search}
            value={query}
            onChange={setQuery}
          />
        ) : null}
        {loaded?.value || loaded?.error ? null : (
          <output aria-label={t.common.loading} className="flex flex-col gap-3 py-1">
            <Skeleton className="h-3.5 w-48" />
            <Skeleton className="h-3.5 w-56" />
          </output>
        )}
        {loaded?.value?.length === 0 ? <p className="text-ink-muted text-sm">{words.none}</p> : null}
        {all.length > 0 && found.length === 0 ? (
          <p className="text-ink-muted text-sm">{words.noMatch(query.trim())}</p>
        ) : null}
        {shown.length > 0 ? (
          <ul aria-label={words.title} className="-my-1 flex flex-col">
            {shown.map((voice) => (
              <VoiceRow key={voice.id} voice={voice} />
            ))}
          </ul>
        ) : null}
        {found.length > shown.length ? (
          <Button size="sm" variant="ghost" className="-ml-2 self-start" onClick={() => setWhole(true)}>
            {words.showAll(format.number(found.length))}
          </Button>
        ) : null}
      </div>
    </Section>
  );
}

function VoiceRow({ voice: { id, name, languages, labels, previewUrl } }: { voice: Voice }) {
  const { t } = useI18n();
  const words = t.extras.voices;
  return (
    <li className="flex min-h-11 items-center gap-3 text-sm">
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="truncate">{name}</span>
          <span className="shrink-0 text-ink-muted text-xs">{languages.slice(0, 4).join(', ')}</span>
        </span>
        <span className="block truncate text-ink-muted text-xs">{labels.join(' · ')}</span>
      </span>
      <code className="max-w-48 truncate text-2xs text-ink-faint">{id}</code>
      <span className="flex w-15 shrink-0 items-center justify-end gap-0.5">
        {previewUrl ? (
          <a
            href={previewUrl}
            title={words.listen(name)}
            aria-label={words.listen(name)}
            target="_blank"
            rel="noreferrer noopener"
            className="inline-flex size-6.5 items-center justify-center rounded-md text-ink-muted hover:bg-hover hover:text-ink"
          >
            <Headphones aria-hidden size={15} />
          </a>
        ) : null}
        <CopyButton text={id} label={words.copyId(name)} />
      </span>
    </li>
  );
}
