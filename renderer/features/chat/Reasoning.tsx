import { ChevronRight } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { Markdown } from '../../components/markdown/Markdown.tsx';
import { useI18n } from '../../lib/i18n.ts';

interface ReasoningProps {
  text: string;
  /** Nothing but reasoning has arrived so far. */
  isThinking: boolean;
}

/** With less text than this at first sight, the window saw the model begin to think. */
const beginning = 200;

/** Milliseconds the model thought, when this window saw all of it; else null. */
function useThinkingTime(isThinking: boolean, text: string): number | null {
  const [sawBeginning] = useState(text.length < beginning);
  const [duration, setDuration] = useState<number | null>(null);
  useEffect(() => {
    if (!isThinking || !sawBeginning) return;
    const startedAt = performance.now();
    return () => setDuration(performance.now() - startedAt);
  }, [isThinking, sawBeginning]);
  return duration;
}

/** What the model thought before it answered: open while it thinks, folded after, or as the reader left it. */
export function Reasoning({ text, isThinking }: ReasoningProps) {
  const { t, format } = useI18n();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const duration = useThinkingTime(isThinking, text);
  const id = useId();
  const isOpen = chosen ?? isThinking;
  const done = duration === null ? t.chat.thoughts : t.chat.thoughtFor(format.duration(duration));
  return (
    <div className="mb-3">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setChosen(!isOpen)}
        className="-ml-1.5 flex h-7 items-center gap-1 rounded-md px-1.5 text-ink-faint text-sm transition-colors hover:bg-hover hover:text-ink"
      >
        <ChevronRight
          aria-hidden
          size={14}
          className={isOpen ? 'rotate-90 transition-transform' : 'transition-transform'}
        />
        <span className={isThinking ? 'animate-pulse' : undefined}>{isThinking ? t.chat.thinking : done}</span>
      </button>
      <div
        id={id}
        hidden={!isOpen}
        className="mt-1 ml-0.5 border-line border-l-2 pl-4 text-ink-muted [&_.markdown]:text-base"
      >
        {isOpen ? <Markdown text={text} isStreaming={isThinking} /> : null}
      </div>
    </div>
  );
}
