import { NumberField } from '../../components/NumberField.tsx';
import { Select } from '../../components/Select.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { NetworkPart, type NetworkPartProps } from './NetworkParts.tsx';
import { canBeEndless, timeFields } from './network-form.ts';

export function NetworkTimes({ draft, change, errors }: NetworkPartProps) {
  const words = useI18n().t.network;
  return (
    <NetworkPart title={words.times} help={words.timesHelp}>
      <div className="grid grid-cols-2 items-start gap-4">
        {timeFields.map((name) => (
          <NumberField
            key={name}
            label={words.timeFields[name].label}
            description={words.timeFields[name].help}
            placeholder={canBeEndless(name) ? words.endless : ''}
            unit="s"
            value={draft[name]}
            onChange={(value) => change({ [name]: value })}
            error={errors[name]}
          />
        ))}
      </div>
    </NetworkPart>
  );
}

export function NetworkRetries({ draft, change, errors }: NetworkPartProps) {
  const words = useI18n().t.network;
  const backoffs = (['exponential', 'linear', 'fixed'] as const).map((value) => ({
    value,
    label: words.backoffs[value],
  }));
  const areNone = draft.maxRetries === 0;
  return (
    <NetworkPart title={words.retries} help={words.retriesHelp}>
      <div className="grid grid-cols-2 items-start gap-4">
        <NumberField
          label={words.maxRetries}
          description={words.maxRetriesHelp}
          inputMode="numeric"
          unit={words.timesUnit}
          value={draft.maxRetries}
          onChange={(maxRetries) => change({ maxRetries })}
          error={errors['maxRetries']}
        />
        <Select
          label={words.backoff}
          description={words.backoffHelp}
          value={draft.retryBackoff}
          onChange={(retryBackoff) => change({ retryBackoff })}
          options={backoffs}
          disabled={areNone}
        />
        <NumberField
          label={words.retryBase}
          description={words.retryBaseHelp}
          unit="s"
          value={draft.retryBase}
          onChange={(retryBase) => change({ retryBase })}
          error={errors['retryBase']}
          disabled={areNone}
        />
        <NumberField
          label={words.retryCap}
          description={words.retryCapHelp}
          unit="s"
          value={draft.retryCap}
          onChange={(retryCap) => change({ retryCap })}
          error={errors['retryCap']}
          disabled={areNone}
        />
      </div>
      <Switch
        label={words.retryJitter}
        description={words.retryJitterHelp}
        checked={draft.retryJitter}
        onChange={(retryJitter) => change({ retryJitter })}
        disabled={areNone}
      />
    </NetworkPart>
  );
}
