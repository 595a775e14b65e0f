import { Field } from '@base-ui/react/field';
import { Switch as Base } from '@base-ui/react/switch';
import clsx from 'clsx';
import { descriptionClass, type FieldProps, labelClass, rowClass } from './field.tsx';

export interface SwitchProps extends Omit<FieldProps, 'error'> {
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean | undefined;
  className?: string | undefined;
}

export function Switch(props: SwitchProps) {
  const { label, description, hideLabel, layout, checked, onChange, disabled, className } = props;
  return (
    <Field.Root
      className={clsx(layout === 'row' ? `${rowClass} flex-row-reverse` : 'flex items-start gap-3', className)}
    >
      <Base.Root
        checked={checked}
        disabled={disabled ?? false}
        onCheckedChange={onChange}
        className="mt-px inline-flex h-4.5 w-7.5 shrink-0 items-center rounded-full bg-ink-faint p-0.5 transition-colors data-checked:bg-accent data-disabled:opacity-45"
      >
        <Base.Thumb className="size-3.5 rounded-full bg-surface transition-[translate] data-checked:translate-x-3" />
      </Base.Root>
      <span className={hideLabel ? 'sr-only' : 'flex flex-col gap-0.5'}>
        <Field.Label className={labelClass}>{label}</Field.Label>
        {description ? <Field.Description className={descriptionClass}>{description}</Field.Description> : null}
      </span>
    </Field.Root>
  );
}
