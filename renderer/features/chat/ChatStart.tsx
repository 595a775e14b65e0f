import { Boxes, MessagesSquare, Plus } from 'lucide-react';
import { openAddProvider } from '../../app/add-provider.ts';
import { navigate } from '../../app/navigation.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useProviders } from '../providers/store.ts';
import { useLocalOnly } from './use-local-only.ts';

/** Why there is no model to choose: without this the chat would be blank. */
export function ProvidersFailure() {
  const { t } = useI18n();
  const error = useProviders((state) => (state.providers ? null : state.error));
  const refresh = useProviders((state) => state.refresh);
  if (!error) return null;
  return (
    <div className="mx-auto w-full max-w-prose px-6 py-3 text-md">
      <ErrorText
        error={error}
        actions={
          <Button size="sm" onClick={() => void refresh()}>
            {t.common.retry}
          </Button>
        }
      />
    </div>
  );
}

/** Above the box of a new chat. */
export function ChatStart({ canAsk }: { canAsk: boolean | null }) {
  const { t } = useI18n();
  const { isLocalOnly } = useLocalOnly('new');
  if (canAsk === null) return null;
  if (!canAsk) {
    return (
      <EmptyState
        icon={MessagesSquare}
        title={t.chat.noProvider.title}
        body={t.chat.noProvider.body}
        action={
          <>
            <Button variant="primary" icon={Plus} onClick={openAddProvider}>
              {t.chat.noProvider.action}
            </Button>
            <Button icon={Boxes} onClick={() => navigate({ room: 'models' })}>
              {t.chat.noProvider.local}
            </Button>
          </>
        }
      />
    );
  }
  return (
    // As wide as the box below it, which keeps room for a scrollbar.
    <div className="flex flex-col items-center gap-1.5 overflow-y-hidden px-6 pb-7 text-center [scrollbar-gutter:stable]">
      <p className="font-semibold text-2xl">{t.chat.greeting}</p>
      <p className="max-w-md text-balance text-ink-muted text-sm">
        {isLocalOnly ? t.chat.greetingHere : t.chat.greetingBody}
      </p>
    </div>
  );
}
