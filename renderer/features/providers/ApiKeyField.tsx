import { ExternalLink } from 'lucide-react';
import { SecretField } from '../../components/SecretField.tsx';
import { useI18n } from '../../lib/i18n.ts';

interface ApiKeyFieldProps {
  label: string;
  /** Where a key is made; null for software that runs on the user's own machines. */
  keyPage: string | null;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

export function ApiKeyField({ keyPage, ...field }: ApiKeyFieldProps) {
  const { t } = useI18n();
  return (
    <SecretField
      {...field}
      description={
        <>
          {t.providers.apiKeyHelp}
          {keyPage ? <KeyPageLink href={keyPage} /> : null}
        </>
      }
    />
  );
}

function KeyPageLink({ href }: { href: string }) {
  const { t } = useI18n();
  return (
    <a
      href={href}
      title={href}
      target="_blank"
      rel="noreferrer noopener"
      className="ml-1.5 inline-flex items-center gap-1 text-accent underline underline-offset-2"
    >
      {t.providers.getKey}
      <ExternalLink aria-hidden size={12} />
    </a>
  );
}
