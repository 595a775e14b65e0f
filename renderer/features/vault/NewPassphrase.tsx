import { limits } from '../../../shared/model/limits.ts';
import { SecretField } from '../../components/SecretField.tsx';
import { useI18n } from '../../lib/i18n.ts';

/** A new passphrase while it is typed. Faults are shown from the first try to send it on, not at the first letter. */
export interface PassphraseDraft {
  text: string;
  repeated: string;
  isChecked: boolean;
}

/** What may be sent; undefined while something is wrong with it. */
export const passphraseOf = ({ text, repeated }: PassphraseDraft): string | undefined =>
  text.length >= limits.passphrase.min && text === repeated ? text : undefined;

interface NewPassphraseProps {
  draft: PassphraseDraft;
  onChange: (draft: PassphraseDraft) => void;
  label?: string;
}

export function NewPassphrase({ draft, onChange, label }: NewPassphraseProps) {
  const { t } = useI18n();
  const { text, repeated, isChecked } = draft;
  const isShort = text.length < limits.passphrase.min;
  return (
    <>
      <SecretField
        label={label ?? t.vault.passphrase}
        description={t.vault.passphraseHelp}
        value={text}
        maxLength={limits.passphrase.max}
        onChange={(next) => onChange({ ...draft, text: next })}
        error={isChecked && isShort ? t.vault.tooShort : undefined}
      />
      <SecretField
        label={t.vault.repeat}
        value={repeated}
        maxLength={limits.passphrase.max}
        onChange={(next) => onChange({ ...draft, repeated: next })}
        error={isChecked && !isShort && repeated !== text ? t.vault.notEqual : undefined}
      />
    </>
  );
}
