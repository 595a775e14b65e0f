import { createCssVariablesTheme, createHighlighterCore, type GrammarState, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { findLanguage, type LanguageName, loadGrammar } from './languages.ts';

/** A run of characters in one colour. Without a colour it has the colour of the text around it. */
export interface Piece {
  text: string;
  color: string | undefined;
}
export type Line = readonly Piece[];

/** What is highlighted so far: whole lines only, so that more text never changes them. */
export interface Highlighted {
  lines: readonly Line[];
  /** How many characters of the code the lines cover, with their line breaks. */
  length: number;
  state: GrammarState | undefined;
}

/** One pass for both themes: the colours are CSS variables, set for light and dark in `markdown.css`. */
const theme = createCssVariablesTheme({ name: 'switchyard', variablePrefix: '--code-' });

let highlighter: Promise<HighlighterCore> | undefined;
const loaded = new Map<LanguageName, Promise<unknown>>();

/** Reads code of one language. */
export interface Tokenizer {
  /**
   * Highlights the next lines behind `done`, at most `maxLines` of them. The last line without a line break is taken
   * only when the code `isComplete`. Returns `done` itself when there is nothing more to do.
   */
  more(code: string, options: { done: Highlighted; isComplete: boolean; maxLines: number }): Highlighted;
}

/** Ready to highlight the language behind a fence, or null when there is no grammar for it. */
export async function loadTokenizer(word: string): Promise<Tokenizer | null> {
  const language = findLanguage(word);
  if (!language) return null;
  highlighter ??= createHighlighterCore({
    themes: [theme],
    langs: [],
    // A pattern that JavaScript can't express is skipped rather than failing the whole grammar.
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const core = await highlighter;
  const ready = loaded.get(language) ?? loadGrammar(language).then((grammar) => core.loadLanguage(grammar));
  loaded.set(language, ready);
  await ready;
  return createTokenizer(core, language);
}

const createTokenizer = (core: HighlighterCore, language: LanguageName): Tokenizer => ({
  more(code, { done, isComplete, maxLines }) {
    let end = done.length;
    for (let count = 0; count < maxLines; count += 1) {
      const lineBreak = code.indexOf('\n', end);
      if (lineBreak === -1) {
        if (isComplete) end = code.length;
        break;
      }
      end = lineBreak + 1;
    }
    if (end === done.length) return done;

    const part = code.slice(done.length, end);
    const source = part.endsWith('\n') ? part.slice(0, -1) : part;
    const { tokens, grammarState } = core.codeToTokens(source, {
      lang: language,
      theme: 'switchyard',
      ...(done.state ? { grammarState: done.state } : {}),
    });
    const lines = tokens.map((line) => line.map(({ content, color }) => ({ text: content, color })));
    return { lines: [...done.lines, ...lines], length: end, state: grammarState };
  },
});
