import { LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { labelClass } from '../../components/field.tsx';
import { useI18n } from '../../lib/i18n.ts';
import type { SecretDraft } from './network-form.ts';

interface KeptSecretProps {
  label: string;
  /** Whether one is stored. */
  isStored: boolean;
  draft: SecretDraft;
  onChange: (draft: SecretDraft) => void;
  error: string | undefined;
  /** The field to type one into. */
  children: ReactNode;
}

/** A secret that is stored is not shown: it can be replaced, or taken away. */
export function KeptSecret({ label, isStored, draft, onChange, error, children }: KeptSecretProps) {
  const { t } = useI18n();
  if (!isStored) return children;
  if (typeof draft === 'string') {
    return (
      <div className="relative">
        {children}
        <Button variant="ghost" size="sm" className="mt-1 -ml-2.5" onClick={() => onChange(undefined)}>
          {t.network.keepStored}
        </Button>
      </div>
    );
  }
  const isRemoved = draft === null;
  return (
    <div className="flex flex-col gap-1.5">
      <span className={labelClass}>{label}</span>
      <div className="flex min-h-8 items-center gap-2">
        <LockKeyhole aria-hidden size={14} className="text-ink-faint" />
        <span className="flex-1 text-ink-muted text-sm">{isRemoved ? t.network.isRemoved : t.network.isStored}</span>
        {isRemoved ? (
          <Button size="sm" onClick={() => onChange(undefined)} aria-label={t.network.keepNamed(label)}>
            {t.network.keepStored}
          </Button>
        ) : (
          <>
            <Button size="sm" onClick={() => onChange('')} aria-label={t.network.replaceNamed(label)}>
              {t.network.replace}
            </Button>
            <Button size="sm" onClick={() => onChange(null)} aria-label={t.network.removeNamed(label)}>
              {t.network.remove}
            </Button>
          </>
        )}
      </div>
      {error === undefined ? null : <p className="text-danger text-xs">{error}</p>}
    </div>
  );
}
