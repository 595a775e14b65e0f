import { Eye, EyeOff, FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useI18n } from '../lib/i18n.ts';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import { TextAreaField, type TextAreaFieldProps } from './TextAreaField.tsx';

/** More is no certificate, and would only be in the way. In bytes. */
const largestFile = 500_000;

interface PemFieldProps extends Omit<TextAreaFieldProps, 'mono' | 'action' | 'isHidden'> {
  /** A private key: hidden until asked for. */
  isSecret?: boolean;
}

/** A certificate or a key: pasted, dropped, or loaded from a file. */
export function PemField({ isSecret = false, ...props }: PemFieldProps) {
  const { t } = useI18n();
  const { onChange, label } = props;
  const [isShown, setShown] = useState(false);
  const [isTooLarge, setTooLarge] = useState(false);
  const picker = useRef<HTMLInputElement>(null);

  const load = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setTooLarge(file.size > largestFile);
    if (file.size <= largestFile) onChange((await file.text()).trim());
  };
  const onDrop = (event: DragEvent): void => {
    const [file] = event.dataTransfer.files;
    // A dropped text goes where it is dropped.
    if (!file) return;
    event.preventDefault();
    void load(file);
  };

  return (
    <>
      <TextAreaField
        {...props}
        mono
        rows={3}
        isHidden={isSecret && !isShown}
        data-1p-ignore
        onDrop={onDrop}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes('Files')) event.preventDefault();
        }}
        onChange={(text) => {
          setTooLarge(false);
          onChange(text);
        }}
        error={isTooLarge ? t.network.fileTooLarge : props.error}
        action={
          <>
            {isSecret ? (
              <IconButton
                size="sm"
                icon={isShown ? EyeOff : Eye}
                label={isShown ? t.common.hide : t.common.show}
                onClick={() => setShown(!isShown)}
              />
            ) : null}
            <Button
              variant="ghost"
              size="sm"
              className="-mr-2.5"
              icon={FileUp}
              aria-label={t.network.loadFileFor(label)}
              onClick={() => picker.current?.click()}
            >
              {t.network.loadFile}
            </Button>
          </>
        }
      />
      <input
        ref={picker}
        type="file"
        hidden
        accept=".pem,.crt,.cer,.key,.txt"
        onChange={(event) => {
          void load(event.target.files?.[0]);
          // The same file once more is a change, too.
          event.target.value = '';
        }}
      />
    </>
  );
}
