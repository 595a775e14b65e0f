import { useState } from 'react';
import type { DescribedModel } from '../../../shared/model/provider.ts';
import { toastError } from '../../app/toast-error.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Switch } from '../../components/Switch.tsx';
import { errorDataOf } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { ModelBehind } from './ModelBehind.tsx';
import { ModelCan } from './ModelCan.tsx';
import { ModelLimits } from './ModelLimits.tsx';
import { ModelPrices } from './ModelPrices.tsx';
import { chooseModel, resetModel } from './model-actions.ts';
import { emptyDraft, faultsOf, type ModelDraft, savingOf } from './model-form.ts';
import type { SheetPartProps } from './model-sheet-parts.ts';

/** All that is known of a model and by whom, and what a person says instead. */
export function ModelSheet({ model, onClose }: { model: DescribedModel | null; onClose: () => void }) {
  // The one that was shown stays while the dialog fades.
  const [shown, setShown] = useState(model);
  if (model && model !== shown) setShown(model);
  return shown ? <OpenSheet key={shown.id} model={shown} isOpen={model !== null} onClose={onClose} /> : null;
}

interface OpenSheetProps {
  model: DescribedModel;
  isOpen: boolean;
  onClose: () => void;
}

function OpenSheet({ model, isOpen, onClose }: OpenSheetProps) {
  const { t } = useI18n();
  const words = t.discovery.sheet;
  const one = { providerId: model.providerId, modelId: model.id };
  const [draft, setDraft] = useState<ModelDraft>(emptyDraft);
  const [isTried, setTried] = useState(false);
  const faults = faultsOf(draft, model);
  const isChanged = draft !== emptyDraft;
  const hasOwn = Object.values(model.origins).includes('user') || model.underlying !== null;

  const form = useSubmit(async () => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    const { details, reset, underlying } = savingOf(draft, model);
    if (reset.length > 0) await resetModel({ ...one, fields: reset });
    await chooseModel({ ...one, details, ...(underlying !== undefined && { underlying }) });
    close();
  });
  function close(): void {
    setDraft(emptyDraft);
    setTried(false);
    form.clear();
    onClose();
  }
  const takeBack = (input: Omit<Parameters<typeof resetModel>[0], 'providerId' | 'modelId'>): void => {
    void resetModel({ ...one, ...input }).catch(toastError);
  };
  const change = (next: Partial<ModelDraft>): void => {
    form.clear();
    setDraft((before) => ({ ...before, ...next }));
  };
  const isUnknownName = form.error !== undefined && errorDataOf(form.error).details?.['param'] === 'underlying';
  const parts: SheetPartProps = {
    model,
    draft,
    faults: isTried ? faults : {},
    onChange: change,
    onReset: (field) => takeBack({ fields: [field] }),
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={close}
      title={model.name}
      description={
        model.name === model.id ? undefined : <span className="break-all font-mono text-xs">{model.id}</span>
      }
      size="lg"
      onSubmit={() => void form.submit()}
      footer={
        <>
          {hasOwn ? (
            <Button variant="ghost" className="mr-auto -ml-3" onClick={() => takeBack({})}>
              {words.resetAll}
            </Button>
          ) : null}
          <Button onClick={close}>{isChanged ? t.common.cancel : t.common.close}</Button>
          <Button type="submit" variant="primary" disabled={!isChanged} busy={form.isBusy}>
            {t.common.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Switch
          label={words.offered}
          description={words.offeredHelp}
          checked={model.isEnabled}
          onChange={(isEnabled) => void chooseModel({ ...one, isEnabled }).catch(toastError)}
        />
        <ModelLimits {...parts} />
        <ModelCan {...parts} />
        <ModelPrices {...parts} />
        <ModelBehind {...parts} isUnknown={isUnknownName} />
        {form.error === undefined || isUnknownName ? null : <ErrorText error={form.error} />}
      </div>
    </Dialog>
  );
}
