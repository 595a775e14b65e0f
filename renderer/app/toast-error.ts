import { toast } from '../components/Toasts.tsx';
import { errorWords } from '../lib/error-words.ts';
import { currentI18n } from '../lib/i18n.ts';

/** For an action whose place on the screen has no room for an error of its own. */
export function toastError(error: unknown): void {
  const { title, remedy } = errorWords(error, currentI18n());
  toast({ title, description: remedy, timeout: 8000 });
}
