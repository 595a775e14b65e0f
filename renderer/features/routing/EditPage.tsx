import { ArrowLeft, Trash2 } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { toastError } from '../../app/toast-error.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Page } from '../../components/Page.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SaveBar } from '../../components/SaveBar.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';

/** What only one that is stored has. */
interface Stored {
  isEnabled: boolean;
  /** Its switch, in words. */
  enabled: string;
  enable: (isEnabled: boolean) => Promise<void>;
  delete: string;
  dialog: (open: { open: boolean; onOpenChange: (open: boolean) => void }) => ReactNode;
}

interface EditPageProps {
  title: string;
  back: { label: string; go: () => void };
  form: {
    hasDraft: boolean;
    isBusy: boolean;
    error: unknown;
    box: RefObject<HTMLFormElement | null>;
    submit: () => Promise<void>;
    reset: () => void;
  };
  stored: Stored | undefined;
  children: ReactNode;
  /** Below the form. */
  more?: ReactNode;
}

/** An alias or a rule as a page: its form, and what can be done with it as a whole. */
export function EditPage({ title, back, form, stored, children, more }: EditPageProps) {
  const { t } = useI18n();
  const button = useRef<HTMLButtonElement>(null);
  const [isDeleting, setDeleting] = useState(false);
  const isNew = stored === undefined;
  const { box } = form;
  useEffect(() => {
    const first = isNew ? box.current?.querySelector('input') : button.current;
    first?.focus({ preventScroll: true });
  }, [isNew, box]);
  return (
    <Page>
      <div className="-mb-5 pt-5">
        <Button ref={button} variant="ghost" size="sm" icon={ArrowLeft} className="-ml-2" onClick={back.go}>
          {back.label}
        </Button>
      </div>
      <PageHeader
        title={title}
        actions={
          stored ? (
            <>
              {form.hasDraft ? <Badge tone="warning">{t.common.unsaved}</Badge> : null}
              <Switch
                hideLabel
                label={stored.enabled}
                checked={stored.isEnabled}
                onChange={(isEnabled) => void stored.enable(isEnabled).catch(toastError)}
              />
            </>
          ) : undefined
        }
      />
      <div className="mb-8 rounded-lg border border-line bg-surface">
        <form
          ref={box}
          noValidate
          // What gets the focus is not to end up below the bar.
          className="[&_:is(input,button,textarea,li)]:scroll-mb-20"
          onSubmit={(event) => {
            event.preventDefault();
            void form.submit();
          }}
        >
          {children}
          {/* Above the grips of the rows that pass below it. */}
          <div className="sticky bottom-0 z-2 rounded-b-lg bg-surface">
            <SaveBar hasDraft={form.hasDraft} isBusy={form.isBusy} error={form.error} onReset={form.reset} />
          </div>
        </form>
      </div>
      {more}
      {stored ? (
        <>
          <Button variant="ghost-danger" icon={Trash2} className="-ml-3" onClick={() => setDeleting(true)}>
            {stored.delete}
          </Button>
          {stored.dialog({ open: isDeleting, onOpenChange: setDeleting })}
        </>
      ) : null}
    </Page>
  );
}
