import { Field } from '@base-ui/react/field';
import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { controlClass, FieldFrame, type FieldProps } from './field.tsx';

type InputProps = Omit<ComponentProps<'input'>, 'value' | 'defaultValue' | 'onChange' | 'size' | 'className' | 'style'>;

export interface TextFieldProps extends FieldProps, InputProps {
  value: string;
  onChange: (value: string) => void;
  /** For keys, addresses and names of models. */
  mono?: boolean | undefined;
  className?: string | undefined;
  /** Drawn inside the field at its end: a unit, a button. */
  end?: ReactNode;
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    description,
    error,
    hideLabel,
    layout,
    value,
    onChange,
    mono = false,
    className,
    end,
    ...input
  } = props;
  const control = (
    <Field.Control
      autoComplete="off"
      spellCheck={!mono}
      {...input}
      value={value}
      onValueChange={onChange}
      className={clsx(controlClass, mono && 'font-mono text-xs', end !== undefined && 'pr-10')}
    />
  );
  return (
    <FieldFrame
      label={label}
      description={description}
      error={error}
      hideLabel={hideLabel ?? false}
      layout={layout ?? 'stack'}
      className={className}
    >
      {end === undefined ? (
        control
      ) : (
        <span className="relative block">
          {control}
          <span className="absolute inset-y-0 right-1 flex items-center">{end}</span>
        </span>
      )}
    </FieldFrame>
  );
}
