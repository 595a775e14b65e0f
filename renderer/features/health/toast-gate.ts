import type { Notice } from '../../../shared/model/health.ts';

interface ToastGateOptions {
  show: (notices: readonly Notice[]) => void;
  /** Ms between two toasts. */
  pause?: number;
  now?: () => number;
}

/** Lets the first one through at once, and what comes soon after it together, when the pause is over. */
export function createToastGate({ show, pause = 5000, now = Date.now }: ToastGateOptions) {
  let waiting: Notice[] = [];
  let openAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const letThrough = (): void => {
    timer = undefined;
    const notices = waiting;
    waiting = [];
    openAt = now() + pause;
    if (notices.length > 0) show(notices);
  };

  return (notices: readonly Notice[]): void => {
    waiting.push(...notices);
    if (timer !== undefined) return;
    if (now() >= openAt) letThrough();
    else timer = setTimeout(letThrough, openAt - now());
  };
}
