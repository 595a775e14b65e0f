import { Check, Copy } from 'lucide-react';
import { useI18n } from '../lib/i18n.ts';
import { useCopy } from '../lib/use-copy.ts';
import { IconButton } from './IconButton.tsx';

export interface CopyButtonProps {
  text: string;
  /** Says what is copied: "Copy key". */
  label: string;
  className?: string;
}

export function CopyButton({ text, label, className }: CopyButtonProps) {
  const { t } = useI18n();
  const { isCopied, copy } = useCopy();
  return (
    <>
      <IconButton
        size="sm"
        icon={isCopied ? Check : Copy}
        label={label}
        onClick={() => void copy(text)}
        className={className ?? ''}
      />
      <output className="sr-only">{isCopied ? t.common.copied : ''}</output>
    </>
  );
}
