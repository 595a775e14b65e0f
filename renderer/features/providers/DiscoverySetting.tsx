import type { Provider } from '../../../shared/model/provider.ts';
import { toastError } from '../../app/toast-error.ts';
import { Select } from '../../components/Select.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useProviders } from './store.ts';

const usual = [1, 6, 12, 24, 168];

/** How often the models are looked up unasked. */
export function DiscoverySetting({ provider: { id, discoveryHours } }: { provider: Provider }) {
  const { t } = useI18n();
  const words = t.discovery.schedule;
  const update = useProviders((state) => state.update);
  const hours = [...new Set([...usual, ...(discoveryHours === null ? [] : [discoveryHours])])].toSorted(
    (a, b) => a - b,
  );
  const label = (count: number): string => (count % 24 === 0 ? words.days(count / 24) : words.hours(count));
  return (
    <Select
      layout="row"
      label={words.label}
      description={words.help}
      value={String(discoveryHours ?? 'never')}
      options={[
        { value: 'never', label: words.never },
        ...hours.map((count) => ({ value: String(count), label: label(count) })),
      ]}
      onChange={(value) =>
        void update({ providerId: id, discoveryHours: value === 'never' ? null : Number(value) }).catch(toastError)
      }
    />
  );
}
