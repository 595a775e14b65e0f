import { Collapsible } from '@base-ui/react/collapsible';
import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Provider } from '../../../shared/model/provider.ts';
import { Badge } from '../../components/Badge.tsx';
import { SaveBar } from '../../components/SaveBar.tsx';
import { Section } from '../../components/Section.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { withVault } from '../vault/with-vault.ts';
import { NetworkCertificates } from './NetworkCertificates.tsx';
import { NetworkHeaders } from './NetworkHeaders.tsx';
import { NetworkProxy } from './NetworkProxy.tsx';
import { NetworkRetries, NetworkTimes } from './NetworkTimes.tsx';
import { useNetworkDrafts } from './network-drafts.ts';
import { networkErrors } from './network-errors.ts';
import { countChosen, draftOf, hostErrorOf, type NetworkDraft, type NetworkErrors, toTyped } from './network-form.ts';
import { useProviders } from './store.ts';

/** How a provider is reached; saved together. What is typed stays until then. */
export function NetworkSection({ provider }: { provider: Provider }) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const { id } = provider;
  const update = useProviders((state) => state.update);
  const stored = draftOf(provider);
  const draft = useNetworkDrafts((state) => state.drafts[id]);
  const setDraft = useNetworkDrafts((state) => state.setDraft);
  const [errors, setErrors] = useState<NetworkErrors>({});
  const [isOpen, setOpen] = useState(draft !== undefined);
  const box = useRef<HTMLFormElement>(null);
  const shown = draft ?? stored;
  const chosen = countChosen(provider);

  const change = (typed: Partial<NetworkDraft>): void => {
    const next = { ...shown, ...typed };
    setErrors({});
    setDraft(id, JSON.stringify(next) === JSON.stringify(stored) ? undefined : next);
  };
  useEffect(() => {
    if (Object.keys(errors).length > 0) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  const form = useSubmit(async () => {
    const found = networkErrors(shown, provider, i18n);
    if (Object.keys(found).length > 0) {
      setErrors(found);
      return;
    }
    try {
      await withVault(() => update({ providerId: id, network: toTyped(shown) }));
    } catch (thrown) {
      const ofHost = hostErrorOf(thrown, t);
      if (!ofHost) throw thrown;
      setErrors(ofHost);
      return;
    }
    // What was typed meanwhile is not saved yet.
    if (useNetworkDrafts.getState().drafts[id] === draft) setDraft(id, undefined);
    toast({ title: t.providers.saved });
  });
  const reset = (): void => {
    setErrors({});
    form.clear();
    setDraft(id, undefined);
  };
  const part = { provider, draft: shown, change, errors };

  return (
    <Section title={t.network.title} actions={draft ? <Badge tone="warning">{t.common.unsaved}</Badge> : undefined}>
      <Collapsible.Root open={isOpen} onOpenChange={setOpen}>
        <Collapsible.Trigger className="group flex h-11 w-full items-center gap-2 rounded-lg px-4 text-left text-sm hover:bg-hover">
          <ChevronRight
            aria-hidden
            size={15}
            className="text-ink-faint transition-transform group-data-panel-open:rotate-90"
          />
          <span className="flex-1">{t.network.summary}</span>
          <span className="text-ink-muted text-xs">
            {chosen === 0 ? t.network.asUsual : t.network.chosen(format.number(chosen), chosen === 1)}
          </span>
        </Collapsible.Trigger>
        <Collapsible.Panel>
          <form
            ref={box}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void form.submit();
            }}
          >
            <NetworkProxy {...part} />
            <NetworkCertificates {...part} />
            <NetworkHeaders {...part} />
            <NetworkTimes {...part} />
            <NetworkRetries {...part} />
            <SaveBar hasDraft={draft !== undefined} isBusy={form.isBusy} error={form.error} onReset={reset} />
          </form>
        </Collapsible.Panel>
      </Collapsible.Root>
    </Section>
  );
}
