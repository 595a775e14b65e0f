import { useEffect, useState } from 'react';
import type { Highlighted, Tokenizer } from './highlight.ts';

export const nothingHighlighted: Highlighted = { lines: [], length: 0, state: undefined };

/** Lines highlighted in one go; a few milliseconds of work, so that typing and scrolling stay smooth. */
const linesPerStep = 25;

/** The highlighter is larger than the rest of the chat: it comes when the first code does. */
const loadTokenizer = async (language: string): Promise<Tokenizer | null> =>
  (await import('./highlight.ts')).loadTokenizer(language);

function useTokenizer(language: string): Tokenizer | null {
  const [loaded, setLoaded] = useState<{ language: string; tokenizer: Tokenizer | null }>();
  useEffect(() => {
    let isCurrent = true;
    loadTokenizer(language).then(
      (tokenizer) => isCurrent && setLoaded({ language, tokenizer }),
      // Without its grammar the code stays plain, which is readable.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [language]);
  return loaded?.language === language ? loaded.tokenizer : null;
}

/**
 * The highlighted lines of a code block, always a prefix of `code`. What is not in them yet is drawn plain. While the
 * code grows, only whole new lines are read.
 */
export function useHighlighted(code: string, language: string, isComplete: boolean): Highlighted {
  const tokenizer = useTokenizer(language);
  const [progress, setProgress] = useState({ tokenizer, source: '', done: nothingHighlighted });
  const isOfThis = progress.tokenizer === tokenizer && code.startsWith(progress.source);
  const done = isOfThis ? progress.done : nothingHighlighted;

  useEffect(() => {
    if (!tokenizer) return;
    const timer = setTimeout(() => {
      const next = tokenizer.more(code, { done, isComplete, maxLines: linesPerStep });
      if (next !== done) setProgress({ tokenizer, source: code.slice(0, next.length), done: next });
    });
    return () => clearTimeout(timer);
  }, [tokenizer, code, done, isComplete]);

  return done;
}
