import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useI18n } from '../lib/i18n.ts';
import { IconButton } from './IconButton.tsx';
import { TextField, type TextFieldProps } from './TextField.tsx';

/** A key or a passphrase: hidden until asked for, and never offered to the browser's own password store. */
export function SecretField(props: Omit<TextFieldProps, 'type' | 'mono' | 'end'>) {
  const { t } = useI18n();
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      autoComplete="new-password"
      data-1p-ignore
      data-lpignore="true"
      {...props}
      mono
      spellCheck={false}
      type={isShown ? 'text' : 'password'}
      end={
        <IconButton
          size="sm"
          icon={isShown ? EyeOff : Eye}
          label={isShown ? t.common.hide : t.common.show}
          onClick={() => setShown(!isShown)}
        />
      }
    />
  );
}
