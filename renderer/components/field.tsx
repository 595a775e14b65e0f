import { Field } from '@base-ui/react/field';
import clsx from 'clsx';
import type { ReactNode } from 'react';

/** What every field of a form has. */
export interface FieldProps {
  label: string;
  description?: ReactNode;
  /** Shown under the field and announced; the field is then marked as wrong. */
  error?: string | undefined;
  /** For fields whose meaning the place makes plain: the label is only read out. */
  hideLabel?: boolean;
  /** `row`: words on the left, control on the right, as in a list of settings. */
  layout?: 'stack' | 'row';
}

export const controlClass =
  'h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-sm text-ink shadow-control transition-colors hover:border-ink-faint focus:border-accent focus:outline-2 focus:outline-accent focus:-outline-offset-1 data-invalid:border-danger disabled:opacity-50';

/** A row of a list of settings. */
export const rowClass = 'flex items-start justify-between gap-8 px-4 py-3';

export const labelClass = 'font-medium text-ink text-sm';
export const descriptionClass = 'text-ink-faint text-xs';

/** Label, control, description and error, tied together for screen readers. */
export function FieldFrame(props: FieldProps & { children: ReactNode; className?: string | undefined }) {
  const { label, description, error, hideLabel = false, layout = 'stack', children, className } = props;
  const labelPart = <Field.Label className={hideLabel ? 'sr-only' : labelClass}>{label}</Field.Label>;
  const descriptionPart = description ? (
    <Field.Description className={descriptionClass}>{description}</Field.Description>
  ) : null;
  const errorPart = error ? (
    <Field.Error match className="text-danger text-xs">
      {error}
    </Field.Error>
  ) : null;
  if (layout === 'row') {
    return (
      <Field.Root invalid={error !== undefined} className={clsx(rowClass, className)}>
        <span className="flex min-w-0 flex-col gap-0.5">
          {labelPart}
          {descriptionPart}
        </span>
        <span className="flex w-52 shrink-0 flex-col gap-1">
          {children}
          {errorPart}
        </span>
      </Field.Root>
    );
  }
  return (
    <Field.Root invalid={error !== undefined} className={clsx('flex w-full flex-col gap-1.5', className)}>
      {labelPart}
      {children}
      {/* In place of the description, so that the form does not grow. */}
      {errorPart ?? descriptionPart}
    </Field.Root>
  );
}
