import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import type { Target } from '../../../shared/model/provider.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Tooltip } from '../../components/Tooltip.tsx';
import { useI18n } from '../../lib/i18n.ts';
import type { DraftPlace } from './drafts.ts';
import { ModelPicker } from './ModelPicker.tsx';
import { SendFailure } from './SendFailure.tsx';
import { drafts } from './store.ts';

export interface ComposerProps {
  place: DraftPlace;
  target: Target | null;
  onTarget: (target: Target) => void;
  /** Resolves when the message is on its way; a rejection keeps the text in the box and is shown above it. */
  onSend: (text: string, target: Target) => Promise<void>;
  /** Set while an answer is arriving. */
  onStop: (() => void) | undefined;
  box: RefObject<HTMLTextAreaElement | null>;
}

/** The box of one conversation; keyed by its place. */
export function Composer({ place, target, onTarget, onSend, onStop, box }: ComposerProps) {
  const { t } = useI18n();
  const [text, setText] = useState(() => drafts.read(place));
  const hintId = useId();
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const canSend = text.trim() !== '' && target !== null && !isSending && !onStop;

  const write = (next: string): void => {
    setText(next);
    drafts.write(place, next);
  };

  const send = async (): Promise<void> => {
    if (!canSend) return;
    setSending(true);
    setError(undefined);
    try {
      await onSend(text.trim(), target);
      write('');
    } catch (thrown) {
      setError(thrown);
    } finally {
      setSending(false);
      box.current?.focus();
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method composes a character, Enter and Escape belong to it.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };

  return (
    // Holds the width of a scrollbar free, as the messages above do, so that both columns stand in one line.
    <div className="shrink-0 overflow-y-hidden [scrollbar-gutter:stable]">
      <div className="mx-auto w-full max-w-prose px-6 pt-1 pb-5 text-md">
        {error === undefined ? null : <SendFailure error={error} target={target} onRetry={() => void send()} />}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
          className="rounded-xl border border-line-strong bg-surface shadow-control transition-colors focus-within:border-accent"
        >
          <textarea
            ref={box}
            value={text}
            data-composer
            rows={1}
            aria-label={t.chat.message}
            aria-describedby={hintId}
            placeholder={t.chat.messagePlaceholder}
            onChange={(event) => write(event.target.value)}
            onKeyDown={onKeyDown}
            className="field-sizing-content block max-h-[40vh] min-h-12 w-full resize-none overflow-y-auto bg-transparent px-4 pt-3 pb-1 text-md leading-relaxed outline-none"
          />
          <span id={hintId} hidden>
            {t.chat.newLineHint}
          </span>
          <div className="flex items-center gap-2 px-2 pb-2">
            <ModelPicker target={target} onChange={onTarget} />
            <span className="flex-1" />
            {onStop ? (
              <IconButton
                icon={Square}
                label={t.chat.stop}
                shortcut="escape"
                onClick={onStop}
                className="bg-selected text-ink [&_svg]:size-3.5 [&_svg]:fill-current"
              />
            ) : (
              <Tooltip label={target ? t.chat.send : t.chat.noModelChosen} shortcut="enter">
                <button
                  type="submit"
                  aria-label={t.chat.send}
                  aria-disabled={!canSend}
                  className="grid size-8 shrink-0 place-items-center rounded-md bg-accent text-accent-ink transition-colors hover:bg-accent-hover aria-disabled:bg-hover aria-disabled:text-ink-faint"
                >
                  <ArrowUp aria-hidden size={17} strokeWidth={2.25} />
                </button>
              </Tooltip>
            )}
          </div>
        </form>
      </div>
    </div>
  );
}
