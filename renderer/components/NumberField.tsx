import { useState } from 'react';
import { useI18n } from '../lib/i18n.ts';
import { readNumber } from '../lib/read-number.ts';
import { TextField, type TextFieldProps } from './TextField.tsx';

export interface NumberFieldProps extends Omit<TextFieldProps, 'value' | 'onChange' | 'type' | 'end'> {
  /** Null is an empty field. */
  value: number | null;
  /** While typing, with each text that is a number, and with null for none. */
  onChange?: (value: number | null) => void;
  /** When the person is done: Enter, or leaving the field. */
  onCommit?: (value: number | null) => void;
  /** Shown inside the field: MiB, ms. */
  unit?: string;
}

export function NumberField(props: NumberFieldProps) {
  const { value, onChange, onCommit, unit, error, ...rest } = props;
  const { t, language } = useI18n();
  const numberOf = (text: string) => readNumber(text, language);
  // What is typed may be no number yet, or one that is refused: it stays in the field until the value itself changes.
  const [draft, setDraft] = useState<string>();
  const [isNoNumber, setNoNumber] = useState(false);
  const [lastValue, setLastValue] = useState(value);
  if (value !== lastValue) {
    setLastValue(value);
    if (draft !== undefined && numberOf(draft) !== value) setDraft(undefined);
  }
  const shown = value === null ? '' : String(value).replace('.', language === 'de' ? ',' : '.');
  const commit = () => {
    const number = draft === undefined ? undefined : numberOf(draft);
    setNoNumber(draft !== undefined && number === undefined);
    if (number === value) setDraft(undefined);
    // Also the value that stands: it takes back the error of one that was refused.
    if (number !== undefined) onCommit?.(number);
  };
  return (
    <TextField
      inputMode="decimal"
      {...rest}
      value={draft ?? shown}
      error={isNoNumber ? t.common.notANumber : error}
      onChange={(text) => {
        setDraft(text);
        setNoNumber(false);
        const number = numberOf(text);
        if (number !== undefined) onChange?.(number);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(undefined);
      }}
      {...(unit ? { end: <span className="pointer-events-none pr-1.5 text-ink-faint text-xs">{unit}</span> } : {})}
    />
  );
}
