import type { ReactNode } from 'react';

interface FormPartProps {
  title: string;
  help?: string | undefined;
  error?: string | undefined;
  action?: ReactNode;
  children: ReactNode;
}

/** One subject of a form, with its name. */
export function FormPart({ title, help, error, action, children }: FormPartProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 border-line border-t p-4 first:border-t-0">
      <legend className="sr-only">{title}</legend>
      <div className="flex items-start gap-4">
        <div aria-hidden className="min-w-0 flex-1">
          <p className="font-semibold text-sm">{title}</p>
          {help ? <p className="mt-0.5 text-pretty text-ink-muted text-xs">{help}</p> : null}
        </div>
        {action}
      </div>
      {error ? (
        <p role="alert" className="text-danger text-xs">
          {error}
        </p>
      ) : null}
      {children}
    </fieldset>
  );
}
