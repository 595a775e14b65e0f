import { Checkbox } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import { labelClass } from '../../components/field.tsx';

interface CheckListProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: readonly Value[];
  /** In the order of the options. */
  onChange: (value: Value[]) => void;
}

export function CheckList<Value extends string>({ label, options, value, onChange }: CheckListProps<Value>) {
  const toggle = (changed: Value, isOn: boolean): void =>
    onChange(options.map((option) => option.value).filter((one) => (one === changed ? isOn : value.includes(one))));
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className={`mb-1.5 ${labelClass}`}>{label}</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-1.5">
        {options.map((option) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is one; it draws a button, which is not known here.
          <label key={option.value} className="flex items-start gap-2 text-ink text-sm">
            <Checkbox.Root
              checked={value.includes(option.value)}
              onCheckedChange={(isOn) => toggle(option.value, isOn)}
              className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-xs border border-ink-faint bg-surface data-checked:border-accent data-checked:bg-accent"
            >
              <Checkbox.Indicator className="text-accent-ink">
                <Check aria-hidden size={12} strokeWidth={3} />
              </Checkbox.Indicator>
            </Checkbox.Root>
            <span className="text-pretty">{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
