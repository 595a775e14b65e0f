import type { ReactNode } from 'react';
import type { Provider } from '../../../shared/model/provider.ts';
import type { NetworkDraft, NetworkErrors } from './network-form.ts';

export interface NetworkPartProps {
  provider: Provider;
  draft: NetworkDraft;
  change: (typed: Partial<NetworkDraft>) => void;
  errors: NetworkErrors;
}

/** One subject of the form, with its name. */
export function NetworkPart({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <fieldset className="flex flex-col gap-4 border-line border-t px-4 py-4">
      <legend className="sr-only">{title}</legend>
      <div aria-hidden>
        <p className="font-semibold text-sm">{title}</p>
        {help ? <p className="mt-0.5 text-ink-muted text-xs">{help}</p> : null}
      </div>
      {children}
    </fieldset>
  );
}
