import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useI18n } from '../lib/i18n.ts';
import { IconButton } from './IconButton.tsx';

export interface ToastOptions {
  title: string;
  description?: string;
  /** Undo, Retry: one way back, offered while the toast stands. */
  action?: { label: string; run: () => void };
  /** Milliseconds; 0 stands until it is closed. Default 5000, or 8000 with an action. */
  timeout?: number;
}

const manager = Toast.createToastManager();
/** Toasts that only say something: what they speak of is left behind with its room. */
const passing = new Set<string>();

/** Says something at the edge of the window. Callable from anywhere, also outside React. */
export function toast({ title, description, action, timeout }: ToastOptions): void {
  const id: string = manager.add({
    onRemove: () => passing.delete(id),
    title,
    description,
    timeout: timeout ?? (action ? 8000 : 5000),
    ...(action
      ? {
          actionProps: {
            children: action.label,
            onClick: () => {
              manager.close(id);
              action.run();
            },
          },
        }
      : {}),
  });
  if (!action) passing.add(id);
}

/** On a change of room. One that offers a way back stays for its time. */
export function closePassingToasts(): void {
  for (const id of passing) manager.close(id);
}

/** Once per window. Top and centre: the composer is at the bottom, and the buttons of a page stand in the corners. */
export function Toasts() {
  const { t } = useI18n();
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      <Toast.Portal>
        <Toast.Viewport
          data-toasts
          aria-label={t.common.notifications}
          className="fixed inset-x-0 top-13 z-60 mx-auto flex w-88 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none"
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { t } = useI18n();
  const { toasts } = Toast.useToastManager();
  return toasts.map((item) => (
    <Toast.Root
      key={item.id}
      toast={item}
      swipeDirection="up"
      className="rounded-lg bg-raised text-ink shadow-popup transition-[opacity,translate] duration-150 data-ending-style:-translate-y-1 data-starting-style:-translate-y-2 data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-center gap-2 py-2 pr-2 pl-3.5">
        <div className="min-w-0 flex-1 py-0.5">
          <Toast.Title className="line-clamp-2 wrap-anywhere font-medium text-sm" />
          <Toast.Description dir="auto" className="line-clamp-2 wrap-anywhere text-ink-muted text-xs" />
        </div>
        <Toast.Action className="h-7 shrink-0 rounded-md px-2.5 font-medium text-accent text-sm hover:bg-hover" />
        <Toast.Close render={<IconButton size="sm" icon={X} label={t.common.close} />} />
      </Toast.Content>
    </Toast.Root>
  ));
}
