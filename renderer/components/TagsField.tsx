import { X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useI18n } from '../lib/i18n.ts';
import { controlClass, FieldFrame, type FieldProps } from './field.tsx';

interface TagsFieldProps extends Omit<FieldProps, 'layout' | 'hideLabel'> {
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** Characters of one. */
  maxLength: number;
  most: number;
}

/** Short words, each in a chip. Enter or a comma ends one, Backspace in the empty field takes the last one away. */
export function TagsField({ value, onChange, maxLength, most, ...field }: TagsFieldProps) {
  const { t } = useI18n();
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);

  const add = (typed: string): void => {
    const words = typed
      .split(',')
      .map((word) => word.trim().slice(0, maxLength))
      .filter(Boolean);
    setText('');
    if (words.length > 0) onChange([...new Set([...value, ...words])].slice(0, most));
  };
  const remove = (tag: string): void => {
    onChange(value.filter((one) => one !== tag));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && text.trim() !== '') {
      // It ends the word, and does not send the form.
      event.preventDefault();
      add(text);
    } else if (event.key === 'Backspace' && text === '' && value.length > 0) {
      onChange(value.slice(0, -1));
    }
  };

  return (
    <FieldFrame {...field}>
      <div
        className={`${controlClass} flex h-auto min-h-8 flex-wrap items-center gap-1 py-1 pl-1.5! focus-within:border-accent focus-within:outline-2 focus-within:outline-accent focus-within:-outline-offset-1`}
      >
        {value.map((tag) => (
          <span
            key={tag}
            className="inline-flex h-5.5 items-center gap-0.5 rounded-sm bg-hover pr-0.5 pl-2 text-ink text-xs"
          >
            {tag}
            <button
              type="button"
              aria-label={t.network.removeTag(tag)}
              className="rounded-sm p-0.5 text-ink-faint hover:text-ink"
              onClick={() => remove(tag)}
            >
              <X aria-hidden size={12} />
            </button>
          </span>
        ))}
        <input
          ref={input}
          value={text}
          aria-label={field.label}
          maxLength={maxLength + 1}
          disabled={value.length >= most}
          placeholder={value.length === 0 ? t.network.tagsPlaceholder : ''}
          className="min-w-24 flex-1 bg-transparent px-1 text-ink text-sm outline-none placeholder:text-ink-faint"
          onChange={(event) =>
            event.target.value.includes(',') ? add(event.target.value) : setText(event.target.value)
          }
          onKeyDown={onKeyDown}
          onBlur={() => add(text)}
        />
      </div>
    </FieldFrame>
  );
}
