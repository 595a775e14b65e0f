import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { AskedTarget } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { errorDataOf } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { readyToRetry } from '../vault/with-vault.ts';
import { openTarget, openTargetWords } from './open-target.ts';
import { isModel } from './route-choices.ts';

/** Errors that something in the provider's settings may end. */
const providerCodes: ReadonlySet<ErrorCode> = new Set(['PROVIDER_NOT_FOUND', 'MODEL_NOT_FOUND', 'INVALID_API_KEY']);

interface SendFailureProps {
  error: unknown;
  target: AskedTarget | null;
  onRetry: () => void;
}

/** Why the message was not sent, with the way on. The message itself is still in the box below. */
export function SendFailure({ error, target, onRetry }: SendFailureProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const retry = async (): Promise<void> => {
    if (await readyToRetry(error)) onRetry();
  };
  const actions = (
    <>
      <Button size="sm" onClick={() => void retry()}>
        {t.common.retry}
      </Button>
      {target && isModel(target) && providerCodes.has(errorDataOf(error).code) ? (
        <Button size="sm" variant="ghost" onClick={() => openTarget(target)}>
          {openTargetWords(target, i18n)}
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
