import { Select as Base } from '@base-ui/react/select';
import clsx from 'clsx';
import { Check, ChevronsUpDown } from 'lucide-react';
import { controlClass, FieldFrame, type FieldProps } from './field.tsx';
import { popupClass } from './popup.ts';

interface SelectOption<Value extends string = string> {
  value: Value;
  label: string;
}

export interface SelectProps<Value extends string> extends FieldProps {
  value: Value | null;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { value, onChange, options, placeholder, disabled, className, ...field } = props;
  return (
    <FieldFrame {...field} className={className}>
      <Base.Root
        items={options}
        value={value}
        disabled={disabled ?? false}
        onValueChange={(next) => next !== null && onChange(next)}
      >
        <Base.Trigger className={clsx(controlClass, 'flex items-center justify-between gap-2 text-left')}>
          <Base.Value placeholder={placeholder} className="truncate data-placeholder:text-ink-faint" />
          <Base.Icon className="text-ink-faint">
            <ChevronsUpDown aria-hidden size={14} />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50 outline-none">
            <Base.Popup className={clsx(popupClass, 'min-w-(--anchor-width)')}>
              <Base.List className="max-h-(--available-height) overflow-y-auto">
                {options.map((option) => (
                  <Base.Item
                    key={option.value}
                    value={option.value}
                    className="grid h-7.5 select-none grid-cols-[1fr_1rem] items-center gap-3 rounded-sm px-2 text-sm outline-none data-highlighted:bg-selected"
                  >
                    <Base.ItemText>{option.label}</Base.ItemText>
                    <Base.ItemIndicator>
                      <Check aria-hidden size={14} className="text-accent" />
                    </Base.ItemIndicator>
                  </Base.Item>
                ))}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </FieldFrame>
  );
}
