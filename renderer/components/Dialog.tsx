import { Dialog as Base } from '@base-ui/react/dialog';
import clsx from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useI18n } from '../lib/i18n.ts';
import { IconButton } from './IconButton.tsx';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg' | 'xl';
  /** Makes body and footer a form: Enter and a `type="submit"` button call it. */
  onSubmit?: (() => void) | undefined;
  /** What gets the focus on opening; else the first control. */
  initialFocus?: RefObject<HTMLElement | null> | undefined;
}

const widths = { sm: 'max-w-sm', md: 'max-w-md', lg: 'max-w-xl', xl: 'max-w-3xl' };

export const backdropClass =
  'fixed inset-0 z-40 bg-backdrop transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0';
export const dialogClass =
  'fixed top-[12vh] left-1/2 z-40 flex max-h-[80vh] w-[calc(100vw-2rem)] -translate-x-1/2 flex-col rounded-xl bg-raised text-ink shadow-dialog outline-none transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0';

export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, children, footer, size = 'md', onSubmit, initialFocus } = props;
  const { t } = useI18n();
  const body = (
    <>
      {children ? <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div> : null}
      {footer ? <div className="flex justify-end gap-2 border-line border-t px-5 py-3">{footer}</div> : null}
    </>
  );
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup className={clsx(dialogClass, widths[size])} {...(initialFocus ? { initialFocus } : {})}>
          <div className="pt-4 pr-12 pb-3 pl-5">
            <Base.Title className="font-semibold text-lg">{title}</Base.Title>
            {description ? (
              <Base.Description className="mt-1 text-ink-muted text-sm">{description}</Base.Description>
            ) : null}
          </div>
          {onSubmit ? (
            <form
              className="flex min-h-0 flex-1 flex-col"
              noValidate
              onSubmit={(event) => {
                event.preventDefault();
                onSubmit();
              }}
            >
              {body}
            </form>
          ) : (
            body
          )}
          {/* Last in the order of Tab, so that the dialog opens on what it is about. */}
          <Base.Close
            render={<IconButton size="sm" icon={X} label={t.common.close} className="absolute top-3.5 right-3.5" />}
          />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
