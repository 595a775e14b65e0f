import { Field } from '@base-ui/react/field';
import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { controlClass, FieldFrame, type FieldProps } from './field.tsx';

type AreaProps = Omit<ComponentProps<'textarea'>, 'value' | 'defaultValue' | 'onChange' | 'className' | 'style'>;

export interface TextAreaFieldProps extends Omit<FieldProps, 'layout'>, AreaProps {
  value: string;
  onChange: (value: string) => void;
  mono?: boolean | undefined;
  /** Its letters are shown as dots. */
  isHidden?: boolean | undefined;
  className?: string | undefined;
  /** Beside the label: a button. */
  action?: ReactNode;
}

/** Text of several lines. Long texts scroll inside, so that the form does not grow with them. */
export function TextAreaField(props: TextAreaFieldProps) {
  const { label, description, error, hideLabel, value, onChange, mono, isHidden, className, action, ...area } = props;
  return (
    <div className={clsx('relative', className)}>
      <FieldFrame label={label} description={description} error={error} hideLabel={hideLabel ?? false}>
        <Field.Control
          value={value}
          onValueChange={onChange}
          render={<textarea rows={4} autoComplete="off" spellCheck={!mono} {...area} />}
          className={clsx(
            controlClass,
            'h-auto resize-y py-1.5',
            mono && 'font-mono text-xs',
            isHidden && value !== '' && '[-webkit-text-security:disc]',
          )}
        />
      </FieldFrame>
      {action ? <div className="absolute -top-1 right-0 flex items-center gap-1">{action}</div> : null}
    </div>
  );
}
