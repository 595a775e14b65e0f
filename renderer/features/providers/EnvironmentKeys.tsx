import { useEffect, useState } from 'react';
import type { EnvironmentKey, ProviderKind } from '../../../shared/model/provider.ts';
import { toastError } from '../../app/toast-error.ts';
import { client } from '../../client/connect.ts';
import { Button } from '../../components/Button.tsx';
import { Section } from '../../components/Section.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { withVault } from '../vault/with-vault.ts';
import { freeName } from './provider-form.ts';
import { providersStore, useProviders } from './store.ts';

/** Keys that are on this computer already: one click makes each a provider. Nothing where there are none. */
export function EnvironmentKeys() {
  const { t } = useI18n();
  const words = t.providers.environmentKeys;
  const providers = useProviders((state) => state.providers);
  const kinds = useProviders((state) => state.kinds);
  const [keys, setKeys] = useState<readonly EnvironmentKey[]>([]);
  const [busy, setBusy] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    // Only an offer: where it cannot be made, nobody misses it.
    client.call('environment-keys.list', {}).then(
      (found) => isCurrent && setKeys(found),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [providers]);

  const add = async ({ kind, variable }: EnvironmentKey, { name }: ProviderKind): Promise<void> => {
    setBusy(kind);
    try {
      const taken = (providers ?? []).map((provider) => provider.name);
      const typed = { kind, name: freeName(name, taken), settings: {}, keyVariable: variable };
      const { id } = await withVault(() => providersStore.getState().create(typed, null));
      await providersStore.getState().loadModels(id);
    } catch (error) {
      toastError(error);
    } finally {
      setBusy(null);
    }
  };

  const offered = keys.flatMap((key) => {
    const kind = kinds?.find(({ id }) => id === key.kind);
    return kind ? [{ key, kind }] : [];
  });
  if (offered.length === 0) return null;
  return (
    <div className="mt-8">
      <Section title={words.title} description={words.description}>
        {offered.map(({ key, kind }) => (
          <div key={key.kind} className="flex items-center gap-4 px-4 py-3">
            <div className="min-w-0 flex-1">
              <div className="truncate font-medium text-sm">{kind.name}</div>
              <div className="truncate font-mono text-ink-muted text-xs">
                {key.variable} · {key.masked}
              </div>
            </div>
            <Button
              size="sm"
              aria-label={words.addNamed(kind.name)}
              busy={busy === key.kind}
              disabled={busy !== null}
              onClick={() => void add(key, kind)}
            >
              {words.add}
            </Button>
          </div>
        ))}
      </Section>
    </div>
  );
}
