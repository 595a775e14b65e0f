import { Activity, Ellipsis, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Provider } from '../../../shared/model/provider.ts';
import { toastError } from '../../app/toast-error.ts';
import { Badge } from '../../components/Badge.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { withVault } from '../vault/with-vault.ts';
import { DeleteProviderDialog } from './DeleteProviderDialog.tsx';
import { openProvider } from './open-provider.ts';
import { failureOfTest } from './providers-store.ts';
import { useProviders } from './store.ts';
import { TestBadge } from './TestBadge.tsx';

export function ProviderRow({ provider }: { provider: Provider }) {
  const { t, format } = useI18n();
  const { id, name, isEnabled, credentials } = provider;
  const kind = useProviders((state) => state.kinds?.find((one) => one.id === provider.kind));
  const modelCount = useProviders((state) => state.models.filter((model) => model.providerId === id).length);
  const run = useProviders((state) => state.tests[id]);
  const update = useProviders((state) => state.update);
  const test = useProviders((state) => state.test);
  const isUnsaved = useProviders((state) => state.drafts[id] !== undefined);
  const [isDeleting, setDeleting] = useState(false);
  const key = credentials[0];
  const keyText = key ? key.masked : kind?.needsKey === 'none' ? t.providers.noKeyNeeded : t.providers.noKey;
  return (
    <li className="group relative flex items-center gap-4 px-4 py-3 transition-colors first:rounded-t-lg last:rounded-b-lg hover:bg-hover">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          {/* The whole row is the target; the switch stands above it. */}
          <button
            type="button"
            onClick={() => openProvider(id)}
            className="truncate rounded-sm text-left font-medium text-sm after:absolute after:inset-0 after:rounded-lg"
          >
            {name}
          </button>
          {isEnabled ? null : <Badge>{t.providers.disabledBadge}</Badge>}
          {run ? <TestBadge run={run} /> : null}
          {isUnsaved ? <Badge tone="warning">{t.common.unsaved}</Badge> : null}
        </p>
        <p className="mt-0.5 flex min-w-0 items-center gap-1.5 text-ink-muted text-xs">
          <span className="truncate">{kind?.name ?? t.providers.unknownKind}</span>
          <span aria-hidden>·</span>
          <span className={key ? 'truncate font-mono text-2xs' : 'truncate'}>{keyText}</span>
          {modelCount > 0 ? (
            <>
              <span aria-hidden>·</span>
              <span className="whitespace-nowrap">
                {t.providers.models(format.number(modelCount), modelCount === 1)}
              </span>
            </>
          ) : null}
        </p>
      </div>
      <Switch
        className="relative z-1"
        hideLabel
        label={t.providers.enabled(name)}
        checked={isEnabled}
        onChange={(next) => void update({ providerId: id, isEnabled: next }).catch(toastError)}
      />
      <span className="relative z-1 -mr-2">
        <Menu
          trigger={<IconButton icon={Ellipsis} label={t.providers.actionsFor(name)} />}
          items={[
            { label: t.providers.test.run, icon: Activity, run: () => void withVault(() => test(id), failureOfTest) },
            'separator',
            { label: t.providers.delete, icon: Trash2, tone: 'danger', run: () => setDeleting(true) },
          ]}
        />
      </span>
      <DeleteProviderDialog provider={provider} open={isDeleting} onOpenChange={setDeleting} />
    </li>
  );
}
