import { BookmarkPlus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { LoadChoices } from '../../../../shared/model/load-settings.ts';
import type { LoadPreset } from '../../../../shared/model/local-model.ts';
import { toastError } from '../../../app/toast-error.ts';
import { Button } from '../../../components/Button.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { Select } from '../../../components/Select.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { toast } from '../../../components/Toasts.tsx';
import { useI18n } from '../../../lib/i18n.ts';
import { useSubmit } from '../../../lib/use-submit.ts';
import { modelsStore, useModels } from '../store.ts';
import { sameChoices } from './load-form.ts';

interface PresetBarProps {
  choices: LoadChoices;
  onPick: (choices: LoadChoices) => void;
  /** What is faulty cannot be kept. */
  canSave: boolean;
}

const none: LoadChoices = {};
const defaultValue = 'defaults';
const ownValue = 'own';

/** Named load settings: to take, to keep, to delete. */
export function PresetBar({ choices, onPick, canSave }: PresetBarProps) {
  const { t } = useI18n();
  const words = t.models.sheet;
  const presets = useModels((state) => state.presets) ?? [];
  const [isNaming, setNaming] = useState(false);
  const { refreshPresets } = modelsStore.getState();
  useEffect(() => void refreshPresets().catch(toastError), [refreshPresets]);
  const current = presets.find((preset) => sameChoices(preset.choices, choices));
  const isDefault = sameChoices(choices, none);
  const value = isDefault ? defaultValue : (current?.id ?? ownValue);
  const options = [
    { value: defaultValue, label: words.defaultSettings },
    ...presets.map(({ id, name }) => ({ value: id as string, label: name })),
    ...(value === ownValue ? [{ value: ownValue, label: words.ownSettings }] : []),
  ];
  if (isNaming) return <NamePreset choices={choices} onDone={() => setNaming(false)} />;
  return (
    <div className="flex items-center gap-2">
      <Select
        hideLabel
        label={words.preset}
        value={value}
        onChange={(next) =>
          onPick(presets.find(({ id }) => id === next)?.choices ?? (next === ownValue ? choices : none))
        }
        options={options}
      />
      {current && !isDefault ? <DeletePreset preset={current} /> : null}
      <Button icon={BookmarkPlus} disabled={isDefault || !canSave} onClick={() => setNaming(true)}>
        {words.savePreset}
      </Button>
    </div>
  );
}

function DeletePreset({ preset }: { preset: LoadPreset }) {
  const { t } = useI18n();
  const words = t.models.sheet;
  const { deletePreset, savePreset } = modelsStore.getState();
  const remove = async (): Promise<void> => {
    const { id, name, choices } = preset;
    await deletePreset(id);
    toast({
      title: words.presetDeleted(name),
      action: { label: t.common.undo, run: () => void savePreset({ name, choices }).catch(toastError) },
    });
  };
  return (
    <IconButton icon={Trash2} label={words.deletePreset(preset.name)} onClick={() => void remove().catch(toastError)} />
  );
}

function NamePreset({ choices, onDone }: { choices: LoadChoices; onDone: () => void }) {
  const { t } = useI18n();
  const words = t.models.sheet;
  const [name, setName] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { savePreset } = modelsStore.getState();
  const save = useSubmit(async () => {
    const wanted = name.trim();
    if (wanted === '') return;
    await savePreset({ name: wanted, choices }).then(onDone, toastError);
  });
  return (
    <div className="flex items-center gap-2">
      <TextField
        hideLabel
        ref={field}
        maxLength={80}
        label={words.presetName}
        placeholder={words.presetName}
        value={name}
        onChange={setName}
        onKeyDown={(event) => {
          // Enter and Escape are for the name here, not for the sheet around it.
          if (event.key === 'Enter') {
            event.preventDefault();
            void save.submit();
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            onDone();
          }
        }}
      />
      <Button onClick={onDone}>{t.common.cancel}</Button>
      <Button variant="primary" busy={save.isBusy} disabled={name.trim() === ''} onClick={() => void save.submit()}>
        {t.common.save}
      </Button>
    </div>
  );
}
