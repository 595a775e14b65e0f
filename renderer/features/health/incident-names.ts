import { useMemo } from 'react';
import type { BoardRow, Incident, Notice } from '../../../shared/model/health.ts';
import { type I18n, useI18n } from '../../lib/i18n.ts';
import { type TargetNames, useTargetNames } from '../routing/target-names.ts';

interface Known {
  rows: readonly BoardRow[];
  target: TargetNames['target'];
}

type Subject = Pick<Incident, 'providerId' | 'credentialId' | 'modelId'>;

/** What an incident is about, from the whole to the part. */
function subjectWords(
  { providerId, credentialId, modelId }: Subject,
  { rows, target }: Known,
  { t }: Pick<I18n, 't'>,
): string {
  const words = t.health.incidents;
  const row = rows.find((one) => one.providerId === providerId);
  const key = row?.keys.find(({ keyId }) => keyId === credentialId);
  const parts = [row ? (row.isLocal ? t.chat.onThisComputer : row.name) : words.gone];
  if (credentialId !== null) parts.push(key ? words.key(key.label || key.masked) : words.goneKey);
  if (modelId !== null) parts.push(target({ providerId, modelId }));
  return parts.join(', ');
}

/** With the names as they were when it was written. */
export const noticeSubject = ({ providerName, keyLabel, modelId }: Notice, { t }: Pick<I18n, 't'>): string =>
  [providerName, keyLabel === null ? null : t.health.incidents.key(keyLabel), modelId]
    .filter((part) => part !== null && part !== '')
    .join(', ');

export function useSubjectWords(rows: readonly BoardRow[]): (incident: Subject) => string {
  const i18n = useI18n();
  const { target } = useTargetNames();
  return useMemo(() => (incident) => subjectWords(incident, { rows, target }, i18n), [rows, target, i18n]);
}
