import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { Target } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText, errorDataOf } from '../../components/ErrorText.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { openProvider } from '../providers/open-provider.ts';
import { requestVault } from '../vault/request-vault.ts';

const vaultCodes: ReadonlySet<ErrorCode> = new Set(['VAULT_LOCKED', 'VAULT_NOT_SET_UP']);

interface SendFailureProps {
  error: unknown;
  target: Target | null;
  onRetry: () => void;
}

/** Why the message was not sent, with the way on. The message itself is still in the box below. */
export function SendFailure({ error, target, onRetry }: SendFailureProps) {
  const { t } = useI18n();
  const isVault = vaultCodes.has(errorDataOf(error).code);
  const retry = async (): Promise<void> => {
    if (!isVault || (await requestVault())) onRetry();
  };
  const actions = (
    <>
      <Button size="sm" onClick={() => void retry()}>
        {t.common.retry}
      </Button>
      {target && !isVault ? (
        <Button size="sm" variant="ghost" onClick={() => openProvider(target.providerId)}>
          {t.chat.openProvider}
        </Button>
      ) : null}
    </>
  );
  return (
    <div className="mb-3">
      <ErrorText error={error} actions={actions} />
      <p className="mt-1.5 px-1 text-ink-muted text-xs">{t.chat.sendFailed}</p>
    </div>
  );
}
