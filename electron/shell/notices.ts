import { Notification } from 'electron';
import type { Catalogue } from '../../shared/i18n/index.ts';
import type { Notice } from '../../shared/model/health.ts';

export interface ShowNoticeOptions {
  words: Pick<Catalogue, 'errors' | 'notices'>;
  onClick(): void;
}

/** A notice of the host as one of the system. */
export function showNotice(notice: Notice, { words, onClick }: ShowNoticeOptions): void {
  if (!Notification.isSupported()) return;
  const { kind, cause, providerName, keyLabel, modelId } = notice;
  const key = keyLabel === null ? null : words.notices.key(keyLabel);
  const about = [providerName, key, modelId].filter((part) => part !== null).join(', ');
  const title = words.notices.titles[kind](about);
  const body = cause ? words.errors[cause.code].title : '';
  const notification = new Notification({ title, body });
  notification.on('click', onClick);
  notification.show();
}
