import { Plus, Trash2 } from 'lucide-react';
import { useId } from 'react';
import type { LoadSettings } from '../../../../shared/model/load-settings.ts';
import { Button } from '../../../components/Button.tsx';
import { descriptionClass, labelClass } from '../../../components/field.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { NumberField } from '../../../components/NumberField.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useI18n } from '../../../lib/i18n.ts';
import { useModels } from '../store.ts';
import { type FormProps, faultWords } from './form-props.ts';
import { mostAdapters } from './load-form.ts';

type Adapter = LoadSettings['lora'][number];

/** LoRA files with their strength; those that were found on the disk are offered. */
export function AdapterFields({ form }: { form: FormProps }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.models.sheet;
  const known = useId();
  const models = useModels((state) => state.models);
  const { lora } = form.settings;
  const set = (next: Adapter[]): void => form.choose('lora', next);
  const change = (index: number, part: Partial<Adapter>): void =>
    set(lora.map((adapter, at) => (at === index ? { ...adapter, ...part } : adapter)));
  const fault = faultWords(form.faults.lora, i18n);
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      <div className="flex items-start justify-between gap-8">
        <span className="flex min-w-0 flex-col gap-0.5">
          <span className={labelClass}>{words.fields.lora.label}</span>
          <span className={descriptionClass}>{words.fields.lora.help}</span>
        </span>
        <Button
          size="sm"
          icon={Plus}
          disabled={lora.length >= mostAdapters}
          onClick={() => set([...lora, { path: '', scale: 1 }])}
        >
          {words.addAdapter}
        </Button>
      </div>
      {lora.map((adapter, index) => {
        const number = String(index + 1);
        return (
          <div key={index} className="flex items-start gap-2">
            <TextField
              hideLabel
              mono
              list={known}
              label={words.adapterPath(number)}
              error={adapter.path.trim() === '' ? fault : undefined}
              value={adapter.path}
              onChange={(path) => change(index, { path })}
            />
            <NumberField
              hideLabel
              className="w-20! shrink-0"
              label={words.adapterScale(number)}
              value={adapter.scale}
              onChange={(scale) => change(index, { scale: scale ?? 1 })}
            />
            <IconButton
              icon={Trash2}
              label={words.removeAdapter(number)}
              onClick={() => set(lora.filter((_, at) => at !== index))}
            />
          </div>
        );
      })}
      <datalist id={known}>
        {models
          ?.filter(({ facts }) => facts?.kind === 'adapter')
          .map(({ name, path, displayName }) => (
            <option key={name} value={path}>
              {displayName}
            </option>
          ))}
      </datalist>
    </div>
  );
}
