import { useEffect, useRef, useState } from 'react';
import type { Highlighted, Tokenizer } from './highlight.ts';

export const nothingHighlighted: Highlighted = { lines: [], length: 0, state: undefined };

/** The highlighter is larger than the rest of the chat: it comes when the first code does. */
const loadTokenizer = async (language: string): Promise<Tokenizer | null> =>
  (await import('./highlight.ts')).loadTokenizer(language);

/** Lines highlighted in one go; a few milliseconds of work, so that typing and scrolling stay smooth. */
const linesPerStep = 25;

/**
 * The highlighted lines of a code block, always a prefix of `code`. What is not in them yet is drawn plain. While the
 * code grows, only whole new lines are read.
 */
export function useHighlighted(code: string, language: string, isComplete: boolean): Highlighted {
  const [tokenizer, setTokenizer] = useState<Tokenizer | null>(null);
  const [highlighted, setHighlighted] = useState(nothingHighlighted);
  const progress = useRef({ source: '', done: nothingHighlighted, tokenizer });

  useEffect(() => {
    let isCurrent = true;
    setTokenizer(null);
    loadTokenizer(language).then(
      (loaded) => isCurrent && setTokenizer(loaded),
      // Without its grammar the code stays plain, which is readable.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [language]);

  useEffect(() => {
    const { source, done, tokenizer: used } = progress.current;
    const isSame = used === tokenizer && code.startsWith(source);
    if (!isSame) setHighlighted(nothingHighlighted);
    progress.current = { source: isSame ? source : '', done: isSame ? done : nothingHighlighted, tokenizer };
    if (!tokenizer) return;

    let timer: ReturnType<typeof setTimeout> | undefined;
    const step = (): void => {
      const before = progress.current.done;
      const after = tokenizer.more(code, { done: before, isComplete, maxLines: linesPerStep });
      if (after === before) return;
      progress.current = { source: code.slice(0, after.length), done: after, tokenizer };
      setHighlighted(after);
      timer = setTimeout(step);
    };
    timer = setTimeout(step);
    return () => clearTimeout(timer);
  }, [tokenizer, code, isComplete]);

  // Between a change of the code and the effect above, the old lines may not fit the new code.
  return code.startsWith(progress.current.source) ? highlighted : nothingHighlighted;
}
