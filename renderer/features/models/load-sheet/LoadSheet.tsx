import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { LocalModel } from '../../../../shared/model/local-model.ts';
import { Button } from '../../../components/Button.tsx';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorText } from '../../../components/ErrorText.tsx';
import { toast } from '../../../components/Toasts.tsx';
import { useI18n } from '../../../lib/i18n.ts';
import { useSubmit } from '../../../lib/use-submit.ts';
import { loadModel } from '../actions.ts';
import { modelsStore } from '../store.ts';
import { UnloadDialog } from '../UnloadDialog.tsx';
import { EstimatePanel } from './EstimatePanel.tsx';
import { MoreFields } from './MoreFields.tsx';
import { closeLoadSheet } from './open-sheet.ts';
import { PresetBar } from './PresetBar.tsx';
import { UsualFields } from './UsualFields.tsx';
import { useLoadForm } from './use-load-form.ts';

/** How one model is loaded, with what that takes of the memory beside it. */
export function LoadSheet({ model, open }: { model: LocalModel; open: boolean }) {
  const { t } = useI18n();
  const words = t.models.sheet;
  const { name, displayName, loaded, running, queued } = model;
  const { form, setChoices, isFaulty, estimated } = useLoadForm(model, open);
  const { choices } = form;
  const [asking, setAsking] = useState<'too-large' | 'busy'>();
  const { update, unload } = modelsStore.getState();
  const willNotFit = estimated.estimate?.verdict === 'will-not-fit';
  const isBusy = running + queued > 0;

  const save = useSubmit(async () => {
    await update({ name, choices });
    toast({ title: words.saved });
    closeLoadSheet();
  });
  const saveAndLoad = async (): Promise<void> => {
    await update({ name, choices });
    if (loaded) await unload(name, { force: asking !== undefined });
    closeLoadSheet();
    // The list and the page show how it gets on.
    void loadModel(name, { ignoreMemory: willNotFit });
  };
  const load = useSubmit(saveAndLoad);
  const onLoad = (): void => {
    if (willNotFit) setAsking('too-large');
    else if (isBusy) setAsking('busy');
    else void load.submit();
  };
  const error = load.error ?? save.error;

  return (
    <>
      <Dialog
        open={open}
        onOpenChange={(next) => {
          if (!next) closeLoadSheet();
        }}
        size="xl"
        title={words.title(displayName)}
        description={words.description}
        footer={
          <>
            <Button variant="ghost" className="mr-auto -ml-3" onClick={() => setChoices({})}>
              {words.reset}
            </Button>
            <Button disabled={isFaulty} busy={save.isBusy} onClick={() => void save.submit()}>
              {words.save}
            </Button>
            <Button variant={willNotFit ? 'danger' : 'primary'} disabled={isFaulty} busy={load.isBusy} onClick={onLoad}>
              {willNotFit ? words.loadAnyway : loaded ? words.reload : words.load}
            </Button>
          </>
        }
      >
        {error === undefined ? null : <ErrorText error={error} className="mb-4" />}
        <div className="grid items-start gap-5 md:grid-cols-[minmax(0,1fr)_15rem]">
          <div className="flex min-w-0 flex-col gap-4">
            <PresetBar choices={choices} onPick={setChoices} canSave={!isFaulty} />
            <div className="divide-y divide-line rounded-lg border border-line bg-surface">
              <UsualFields form={form} />
            </div>
            <details className="group">
              <summary className="-ml-1 mb-2 inline-flex cursor-pointer list-none items-center gap-1 rounded-sm pr-2 font-medium text-ink-muted text-sm hover:text-ink">
                <ChevronRight aria-hidden size={14} className="transition-transform group-open:rotate-90" />
                {words.more}
              </summary>
              <div className="divide-y divide-line rounded-lg border border-line bg-surface">
                <MoreFields form={form} />
              </div>
            </details>
          </div>
          <div className="max-md:order-first md:sticky md:top-0">
            <EstimatePanel
              {...estimated}
              onUseNearest={(nearest) => setChoices((before) => ({ ...before, ...nearest }))}
            />
          </div>
        </div>
      </Dialog>
      <ConfirmDialog
        open={asking === 'too-large'}
        onOpenChange={() => setAsking(undefined)}
        title={words.anywayTitle(displayName)}
        body={isBusy ? `${words.anywayBody} ${t.models.unloadBody}` : words.anywayBody}
        confirmLabel={words.loadAnyway}
        onConfirm={saveAndLoad}
      />
      <UnloadDialog
        model={model}
        open={asking === 'busy'}
        onOpenChange={() => setAsking(undefined)}
        onConfirm={saveAndLoad}
      />
    </>
  );
}
