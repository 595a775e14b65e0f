import { errorDataOf } from '../components/ErrorText.tsx';
import { toast } from '../components/Toasts.tsx';
import { currentI18n } from '../lib/i18n.ts';

/** For an action whose place on the screen has no room for an error of its own. */
export function toastError(error: unknown): void {
  const { t } = currentI18n();
  const words = t.errors[errorDataOf(error).code];
  toast({ title: words.title, description: words.remedy, timeout: 8000 });
}
