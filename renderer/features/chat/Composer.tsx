import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import type { MessageId } from '../../../shared/model/ids.ts';
import type { AskedTarget } from '../../../shared/model/provider.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Tooltip } from '../../components/Tooltip.tsx';
import { useI18n } from '../../lib/i18n.ts';
import type { DraftPlace } from './drafts.ts';
import { LocalOnlyToggle } from './LocalOnlyToggle.tsx';
import { ModelPicker } from './ModelPicker.tsx';
import { SendFailure } from './SendFailure.tsx';
import { drafts, useDraft, usePosting } from './store.ts';

export interface ComposerProps {
  place: DraftPlace;
  target: AskedTarget | null;
  onTarget: (target: AskedTarget) => void;
  /** What is written here stays on this computer. */
  isLocalOnly: boolean;
  onLocalOnly: (isLocalOnly: boolean) => void;
  /** Sends the draft of the place. */
  onSend: () => void;
  /** Set while an answer is arriving. */
  answering: { id: MessageId; stop: () => void } | undefined;
  box: RefObject<HTMLTextAreaElement | null>;
}

/** The box of one conversation. The same for all of them, so that a new chat that gets its id keeps focus and cursor. */
export function Composer(props: ComposerProps) {
  const { place, target, onTarget, isLocalOnly, onLocalOnly, onSend, answering, box } = props;
  const { t } = useI18n();
  const text = useDraft(place);
  const { isSending = false, error } = usePosting(place) ?? {};
  const hintId = useId();
  /** What was in the way when Enter was pressed; gone as soon as it is. */
  const [hintedAt, setHintedAt] = useState<MessageId | 'no-model'>();
  const noModel = isLocalOnly ? t.chat.localOnly.noModel : t.chat.noModelChosen;
  const noModelHint = isLocalOnly ? t.chat.localOnly.none : t.chat.noModelChosen;
  const canSend = text.trim() !== '' && target !== null && !isSending && !answering;
  const hint =
    answering && hintedAt === answering.id
      ? t.chat.stillAnswering
      : !target && hintedAt === 'no-model'
        ? noModelHint
        : '';

  const send = (): void => {
    // Also from a button that is about to go.
    box.current?.focus();
    if (canSend) onSend();
    else if (answering) setHintedAt(answering.id);
    else if (!target) setHintedAt('no-model');
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method composes a character, Enter and Escape belong to it.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  };

  return (
    // Holds the width of a scrollbar free, as the messages above do, so that both columns stand in one line.
    <div className="shrink-0 overflow-y-hidden [scrollbar-gutter:stable]">
      <div className="mx-auto w-full max-w-prose px-6 pt-1 pb-5 text-md">
        {error === undefined || text.trim() === '' ? null : (
          <SendFailure error={error} target={target} onRetry={send} />
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
          className="rounded-xl border border-line-strong bg-surface shadow-control transition-colors focus-within:border-accent"
        >
          <textarea
            ref={box}
            value={text}
            data-composer
            dir="auto"
            rows={1}
            aria-label={t.chat.message}
            aria-describedby={hintId}
            placeholder={t.chat.messagePlaceholder}
            onChange={(event) => drafts.write(place, event.target.value)}
            onKeyDown={onKeyDown}
            className="field-sizing-content block max-h-[40vh] min-h-12 w-full resize-none overflow-y-auto bg-transparent px-4 pt-3 pb-1 text-md leading-relaxed outline-none"
          />
          <span id={hintId} hidden>
            {t.chat.newLineHint}
          </span>
          <div className="flex items-center gap-2 px-2 pb-2">
            <ModelPicker target={target} onChange={onTarget} isLocalOnly={isLocalOnly} />
            <LocalOnlyToggle isOn={isLocalOnly} onChange={onLocalOnly} />
            <output className="min-w-0 flex-1 truncate px-1 text-right text-ink-muted text-xs">{hint}</output>
            {answering ? (
              <IconButton
                icon={Square}
                label={t.chat.stop}
                shortcut="escape"
                onClick={answering.stop}
                className="bg-selected text-ink [&_svg]:size-3.5 [&_svg]:fill-current"
              />
            ) : (
              <Tooltip label={target ? t.chat.send : noModel} shortcut="enter">
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
