import { NumberField } from '../../components/NumberField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ModelFactRow } from './ModelFactRow.tsx';
import { ModelPart } from './ModelPart.tsx';
import { priceWords } from './model-facts.ts';
import { rateFields, toDollars } from './model-form.ts';
import type { SheetPartProps } from './model-sheet-parts.ts';

export function ModelPrices({ model, draft, faults, onChange, onReset }: SheetPartProps) {
  const i18n = useI18n();
  const words = i18n.t.discovery.sheet;
  const { prices } = model.details;
  return (
    <ModelPart title={words.prices} help={words.pricesHelp}>
      {rateFields.map((field, index) => {
        const fault = faults[field];
        const typed = draft.rates[field];
        const control = (
          <NumberField
            hideLabel
            label={words.rates[field]}
            placeholder={i18n.t.discovery.unpriced}
            unit={words.dollars}
            value={typed === undefined ? toDollars(prices?.[field]) : typed}
            onChange={(next) => onChange({ rates: { ...draft.rates, [field]: next } })}
            error={fault && words[fault]}
          />
        );
        return index === 0 ? (
          <ModelFactRow key={field} label={words.rates[field]} field="prices" model={model} onReset={onReset}>
            {control}
          </ModelFactRow>
        ) : (
          <div key={field} className="flex min-h-12 items-center gap-4 px-4 py-2">
            <span className="w-40 shrink-0 text-ink-muted text-sm">{words.rates[field]}</span>
            <div className="w-44 shrink-0">{control}</div>
          </div>
        );
      })}
      {prices?.tiers?.map(({ above, input, output }) => (
        <p key={above} className="px-4 py-2.5 text-ink-muted text-xs tabular-nums">
          {words.above(
            i18n.format.number(above),
            priceWords(input ?? prices.input, i18n),
            priceWords(output ?? prices.output, i18n),
          )}
        </p>
      ))}
    </ModelPart>
  );
}
