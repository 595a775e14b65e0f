import { Bug } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { useI18n } from '../lib/i18n.ts';
import { useCopy } from '../lib/use-copy.ts';

/** Keeps a fault inside its room: the sidebar and the other rooms go on. */
export class RoomBoundary extends Component<{ children: ReactNode }, { fault: Error | undefined }> {
  override state: { fault: Error | undefined } = { fault: undefined };

  static getDerivedStateFromError(thrown: unknown) {
    return { fault: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render() {
    return this.state.fault ? <Crashed fault={this.state.fault} /> : this.props.children;
  }
}

function Crashed({ fault }: { fault: Error }) {
  const { t } = useI18n();
  const { isCopied, copy } = useCopy();
  const details = `${fault.name}: ${fault.message}\n${fault.stack ?? ''}\n${navigator.userAgent}`;
  return (
    <div role="alert" className="h-full overflow-y-auto">
      <h1 tabIndex={-1} className="sr-only">
        {t.app.crashed.title}
      </h1>
      <EmptyState
        icon={Bug}
        title={t.app.crashed.title}
        body={t.app.crashed.body}
        action={
          <>
            <Button variant="primary" onClick={() => location.reload()}>
              {t.app.crashed.reload}
            </Button>
            <Button onClick={() => void copy(details)}>{isCopied ? t.common.copied : t.app.crashed.copyDetails}</Button>
          </>
        }
      />
    </div>
  );
}
