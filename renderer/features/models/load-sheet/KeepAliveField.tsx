import { NumberField } from '../../../components/NumberField.tsx';
import { Select } from '../../../components/Select.tsx';
import { useI18n } from '../../../lib/i18n.ts';
import { type FormProps, faultWords } from './form-props.ts';

type Keep = 'auto' | 'forever' | 'time';

const keepOf = (value: FormProps['settings']['keepAlive']): Keep =>
  value === 'auto' ? 'auto' : value === null ? 'forever' : 'time';

const values = { auto: 'auto', forever: null, time: 60 } as const;

/** How long the model stays loaded after its last answer. */
export function KeepAliveField({ form }: { form: FormProps }) {
  const i18n = useI18n();
  const words = i18n.t.models.sheet;
  const { keepAlive } = form.settings;
  const { label, help } = words.fields.keepAlive;
  return (
    <div>
      <Select<Keep>
        layout="row"
        label={label}
        description={help}
        value={keepOf(keepAlive)}
        onChange={(next) => form.choose('keepAlive', values[next])}
        options={(['auto', 'forever', 'time'] as const).map((keep) => ({ value: keep, label: words.keep[keep] }))}
      />
      {typeof keepAlive === 'number' ? (
        <NumberField
          layout="row"
          className="pt-0!"
          inputMode="numeric"
          label={words.keepMinutes}
          unit={words.minutes}
          error={faultWords(form.faults.keepAlive, i18n)}
          value={keepAlive}
          onChange={(minutes) => form.choose('keepAlive', minutes ?? 0)}
        />
      ) : null}
    </div>
  );
}
