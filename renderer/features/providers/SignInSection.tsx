import { LogIn } from 'lucide-react';
import { useState } from 'react';
import type { CredentialId } from '../../../shared/model/ids.ts';
import type { Provider, ProviderKind } from '../../../shared/model/provider.ts';
import { client } from '../../client/connect.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Section } from '../../components/Section.tsx';
import { toast } from '../../components/Toasts.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useIsVaultAsked } from '../vault/request-vault.ts';
import { SignInPanel } from './SignInPanel.tsx';
import { useProviders } from './store.ts';
import { useSignIn } from './use-sign-in.ts';

/** Whether somebody is signed in with a code, and the way to do it again. */
export function SignInSection({ provider, kind }: { provider: Provider; kind: ProviderKind }) {
  const { t } = useI18n();
  const { id, credentials } = provider;
  const test = useProviders((state) => state.test);
  const { flow, begin, giveUp } = useSignIn();
  const isVaultAsked = useIsVaultAsked();
  /** The key that is to be replaced; undefined is one more. */
  const [replaced, setReplaced] = useState<CredentialId>();
  const [isOpen, setOpen] = useState(false);
  const refused = credentials.find(({ state }) => state === 'refused');
  const first = refused ?? credentials[0];
  const state = first?.state ?? 'none';

  const signIn = async (credentialId: CredentialId | undefined): Promise<void> => {
    setReplaced(credentialId);
    setOpen(true);
    const done = await begin(() =>
      client.call('sign-in.renew', { providerId: id, ...(credentialId !== undefined && { credentialId }) }),
    );
    if (!done) return;
    setOpen(false);
    toast({ title: t.signIn.done });
    void test(id);
  };
  const close = (): void => {
    giveUp();
    setOpen(false);
  };

  return (
    <Section title={t.signIn.title}>
      <div className="flex items-center gap-3 px-4 py-3">
        <div className="min-w-0 flex-1">
          <Badge tone={state === 'ready' ? 'success' : state === 'refused' ? 'danger' : 'neutral'}>
            {t.signIn.state[state]}
          </Badge>
          <p className="mt-1 text-pretty text-ink-muted text-xs">{t.signIn.description}</p>
        </div>
        {first && !refused ? (
          <Button size="sm" variant="ghost" onClick={() => void signIn(undefined)}>
            {t.signIn.another}
          </Button>
        ) : null}
        <Button
          size="sm"
          icon={LogIn}
          variant={state === 'ready' ? 'secondary' : 'primary'}
          onClick={() => void signIn(first?.id)}
        >
          {first ? t.signIn.again : t.signIn.start}
        </Button>
      </div>
      <Dialog
        open={isOpen && !isVaultAsked}
        onOpenChange={(next) => (next ? setOpen(true) : close())}
        title={t.signIn.dialogTitle(kind.name)}
        size="sm"
        footer={<Button onClick={close}>{t.common.cancel}</Button>}
      >
        {flow.state === 'starting' ? (
          <output className="text-ink-muted text-sm">{t.signIn.starting}</output>
        ) : (
          <SignInPanel flow={flow} onStart={() => void signIn(replaced)} />
        )}
      </Dialog>
    </Section>
  );
}
