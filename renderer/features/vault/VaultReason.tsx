import type { VaultStatus } from '../../../shared/model/vault.ts';
import { Details } from '../../components/Details.tsx';
import { useI18n } from '../../lib/i18n.ts';

/** Why the vault is not open; what the system itself said about it is folded away. */
export function VaultReason({ status: { state, source, reason } }: { status: VaultStatus }) {
  const { t } = useI18n();
  if (reason === null) return null;
  return (
    <div className="text-ink-muted text-xs">
      {t.vault.reasons[state === 'not-set-up' ? state : (source ?? 'none')]}
      <Details>{reason}</Details>
    </div>
  );
}
