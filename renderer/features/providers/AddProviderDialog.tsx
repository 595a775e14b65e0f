import { useEffect, useRef, useState } from 'react';
import type { Provider } from '../../../shared/model/provider.ts';
import { currentRoute, navigate } from '../../app/navigation.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { firstChatModel } from '../chat/choose-target.ts';
import { focusComposer } from '../chat/focus-composer.ts';
import { pickForNew } from '../chat/use-target.ts';
import { useIsVaultAsked } from '../vault/request-vault.ts';
import { KindGallery } from './KindGallery.tsx';
import { openProvider } from './open-provider.ts';
import { ProviderFields } from './ProviderFields.tsx';
import { NewSignIn } from './SignInNew.tsx';
import { providersStore, useProviders } from './store.ts';
import { TestSteps } from './TestSteps.tsx';
import { useAddProvider } from './use-add-provider.ts';
import { useNewSignIn } from './use-new-sign-in.ts';

export interface AddProviderDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Where one wants to be with a new provider: at the first message; or, having several, where it was added. */
function goOn(provider: Provider): void {
  const { providers, models } = providersStore.getState();
  if (currentRoute().room === 'providers' && (providers?.length ?? 0) > 1) {
    openProvider(provider.id);
    return;
  }
  const target = firstChatModel(models.filter(({ providerId }) => providerId === provider.id));
  if (target) pickForNew(target);
  navigate({ room: 'chat' });
  focusComposer();
}

export function AddProviderDialog({ open, onOpenChange }: AddProviderDialogProps) {
  const { t } = useI18n();
  const words = t.providers.dialog;
  const kinds = useProviders((state) => state.kinds);
  const loadError = useProviders((state) => state.error);
  const refresh = useProviders((state) => state.refresh);
  const form = useAddProvider();
  const { kind, run, hasFailed } = form;
  const signIn = useNewSignIn(form);
  const isVaultAsked = useIsVaultAsked();
  const [wasOpen, setWasOpen] = useState(open);
  if (open !== wasOpen) {
    setWasOpen(open);
    if (open) form.reset();
  }
  useEffect(() => {
    if (open) void refresh();
  }, [open, refresh]);

  const steps = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (run && run.state !== 'running') steps.current?.scrollIntoView({ block: 'nearest' });
  }, [run]);

  const close = (): void => {
    form.abandon();
    signIn.giveUp();
    onOpenChange(false);
  };
  const finish = async (adding: Promise<Provider | null>): Promise<void> => {
    const provider = await adding;
    if (!provider) return;
    onOpenChange(false);
    goOn(provider);
  };

  const goBack = (): void => {
    signIn.giveUp();
    form.pick(null);
  };
  const isSigningIn = signIn.flow.state === 'waiting';

  const footer = kind ? (
    <>
      <Button variant="ghost" className="mr-auto" onClick={goBack} disabled={form.isBusy}>
        {words.back}
      </Button>
      {hasFailed && !form.isBusy && !isSigningIn ? (
        <Button onClick={() => void finish(form.addAnyway())}>{words.addAnyway}</Button>
      ) : null}
      {isSigningIn ? null : (
        <Button type="submit" variant={kind.signsIn ? 'secondary' : 'primary'} busy={form.isBusy}>
          {hasFailed && run ? words.testAgain : words.submit}
        </Button>
      )}
    </>
  ) : undefined;

  return (
    <Dialog
      // The question for the vault comes from a dialog of its own, which this one makes room for.
      open={open && !isVaultAsked}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      title={kind ? words.formTitle(kind.name) : words.title}
      description={kind ? undefined : words.description}
      footer={footer}
      size={kind ? 'md' : 'lg'}
      onSubmit={kind && !isSigningIn ? () => void finish(form.submit()) : undefined}
    >
      {kind ? (
        <div className="flex flex-col gap-5">
          {kind.signsIn ? <NewSignIn flow={signIn.flow} onStart={() => void finish(signIn.begin())} /> : null}
          {isSigningIn ? null : (
            <ProviderFields kind={kind} draft={form.draft} onChange={form.change} errors={form.errors} />
          )}
          {form.error === undefined ? null : <ErrorText error={form.error} />}
          {run ? (
            <div ref={steps} className="scroll-mb-5 border-line border-t pt-4">
              <TestSteps
                run={run}
                onAddress={(baseUrl) => form.change({ ...form.draft, settings: { ...form.draft.settings, baseUrl } })}
              />
            </div>
          ) : null}
        </div>
      ) : kinds === null && loadError ? (
        <ErrorText
          error={loadError}
          actions={
            <Button size="sm" onClick={() => void refresh()}>
              {t.common.retry}
            </Button>
          }
        />
      ) : (
        <KindGallery kinds={kinds} onPick={form.pick} />
      )}
    </Dialog>
  );
}
