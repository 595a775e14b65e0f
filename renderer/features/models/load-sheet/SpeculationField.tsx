import type { LoadSettings } from '../../../../shared/model/load-settings.ts';
import { Select } from '../../../components/Select.tsx';
import { useI18n } from '../../../lib/i18n.ts';
import { isForChat } from '../model-state.ts';
import { useModels } from '../store.ts';
import { type FormProps, faultWords } from './form-props.ts';

type Kind = LoadSettings['speculation']['kind'];

const kinds: readonly Kind[] = ['off', 'lookup', 'draft'];

/** Whether tokens are guessed ahead, and by what. */
export function SpeculationField({ form }: { form: FormProps }) {
  const i18n = useI18n();
  const words = i18n.t.models.sheet;
  const { speculation } = form.settings;
  const { label, help } = words.fields.speculation;
  const models = useModels((state) => state.models);
  // A smaller model is the one that can guess for a larger one.
  const smaller = (models ?? [])
    .filter((model) => isForChat(model) && model.name !== form.model.name && model.size < form.model.size)
    .toSorted((a, b) => a.size - b.size);
  return (
    <div>
      <Select<Kind>
        layout="row"
        label={label}
        description={help}
        value={speculation.kind}
        onChange={(kind) => form.choose('speculation', kind === 'draft' ? { kind, model: '' } : { kind })}
        options={kinds.map((kind) => ({ value: kind, label: words.guess[kind] }))}
      />
      {speculation.kind === 'draft' ? (
        <Select
          layout="row"
          className="pt-0!"
          label={words.draftModel}
          error={faultWords(form.faults.speculation, i18n)}
          placeholder={words.chooseDraft}
          value={speculation.model || null}
          onChange={(model) => form.choose('speculation', { kind: 'draft', model })}
          options={withChosen(smaller, speculation.model)}
        />
      ) : null}
    </div>
  );
}

/** Also the chosen one that is gone from the disk. */
function withChosen(models: readonly { name: string; displayName: string }[], chosen: string) {
  const options = models.map(({ name, displayName }) => ({ value: name, label: displayName }));
  const isThere = chosen === '' || models.some(({ name }) => name === chosen);
  return isThere ? options : [...options, { value: chosen, label: chosen }];
}
