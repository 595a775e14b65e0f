import { useEffect, useRef, useState } from 'react';
import { toast } from '../components/Toasts.tsx';
import { currentI18n } from './i18n.ts';

/** Milliseconds the sign of success stands. */
const shownFor = 1600;

/** Copies text; `isCopied` is true for a moment after it went well. */
export function useCopy(): { isCopied: boolean; copy(text: string): Promise<void> } {
  const [isCopied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    isCopied,
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        toast({ title: currentI18n().t.common.copyFailed });
        return;
      }
      setCopied(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setCopied(false), shownFor);
    },
  };
}
