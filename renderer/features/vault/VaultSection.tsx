import { useState } from 'react';
import type { VaultStatus } from '../../../shared/model/vault.ts';
import { vaultStatus } from '../../app/resources.ts';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Fact, Section } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';
import { RotateDialog } from './RotateDialog.tsx';
import { requestVault } from './request-vault.ts';
import { VaultReason } from './VaultReason.tsx';

const tones: Record<VaultStatus['state'], BadgeTone> = {
  'not-set-up': 'neutral',
  unlocked: 'success',
  locked: 'warning',
};

/** Where the keys are, in the settings. */
export function VaultSection() {
  const { t } = useI18n();
  const { data: status, error } = useResource(vaultStatus);
  const [isRotating, setRotating] = useState(false);
  return (
    <Section
      title={t.vault.title}
      description={t.vault.description}
      actions={
        status?.state === 'unlocked' && status.source !== null ? (
          <Button size="sm" onClick={() => setRotating(true)}>
            {t.vault.rotate.action}
          </Button>
        ) : undefined
      }
    >
      {!status && error !== undefined ? <ErrorText error={error} className="m-3" /> : null}
      <Fact
        name={t.vault.stored}
        action={
          status && status.state !== 'unlocked' ? (
            <Button size="sm" variant="primary" onClick={() => void requestVault()}>
              {status.state === 'locked' ? t.vault.unlock.action : t.vault.setUp.action}
            </Button>
          ) : undefined
        }
      >
        {status ? (
          <span className="flex items-center gap-2.5">
            {t.vault.secretCount(status.secretCount)}
            <Badge tone={tones[status.state]}>{t.vault.states[status.state]}</Badge>
          </span>
        ) : (
          <Skeleton className="h-4 w-40" />
        )}
      </Fact>
      <Fact name={t.vault.keptIn}>
        {status ? (
          status.source ? (
            t.vault.sources[status.source]
          ) : (
            t.vault.sourceNone
          )
        ) : (
          <Skeleton className="h-4 w-56" />
        )}
        {status ? <VaultReason status={status} /> : null}
      </Fact>
      {isRotating && status ? <RotateDialog status={status} onClose={() => setRotating(false)} /> : null}
    </Section>
  );
}
