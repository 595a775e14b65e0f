import type { ChatWrapperSettings, Tokenizer } from 'node-llama-cpp';

/** Where a thought begins and ends in what a model writes. */
export interface ThoughtMarks {
  /** Bare, as they are looked for: models are not careful with the line breaks around them. */
  open: string;
  close: string;
  /** With the line breaks around them, as they are written for the model. */
  written: { open: string; close: string };
  /** The token that begins a thought, where one token does. */
  openToken: number | null;
}

const knownMarks: readonly (readonly [open: string, close: string])[] = [
  ['<think>', '</think>'],
  ['<thought>', '</thought>'],
  ['<thinking>', '</thinking>'],
  ['[THINK]', '[/THINK]'],
  ['<|START_THINKING|>', '<|END_THINKING|>'],
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
  ['<seed:think>', '</seed:think>'],
];

/** The engine finds them by rendering examples; where that fails the marks everybody uses are looked for. */
export function thoughtMarks(source: string, settings: ChatWrapperSettings, tokenizer: Tokenizer): ThoughtMarks | null {
  const found = settings.segments?.thought;
  const open = markText(found?.prefix);
  const close = markText(found?.suffix);
  const marks =
    knownMarks.find(([, known]) => close.trim() === known) ??
    (open.trim() !== '' && close.trim() !== '' ? ([open.trim(), close.trim()] as const) : undefined) ??
    knownMarks.find((pair) => pair.some((mark) => source.includes(mark))) ??
    knownMarks.find((pair) => pair.every((mark) => singleToken(tokenizer, mark) !== null));
  if (!marks) return null;
  const breaksLine = source.includes(`${marks[0]}\\n`) || source.includes(`${marks[0]}\n`);
  const written = {
    open: open.trim() === marks[0] ? open : `${marks[0]}${breaksLine ? '\n' : ''}`,
    close: close.trim() === marks[1] ? close : `${breaksLine ? '\n' : ''}${marks[1]}${breaksLine ? '\n\n' : ''}`,
  };
  return { open: marks[0], close: marks[1], written, openToken: singleToken(tokenizer, marks[0]) };
}

type Mark = NonNullable<NonNullable<ChatWrapperSettings['segments']>['thought']>['prefix'] | undefined;

function markText(mark: Mark): string {
  if (mark === undefined || (typeof mark === 'object' && 'type' in mark)) return '';
  return mark.toString();
}

function singleToken(tokenizer: Tokenizer, text: string): number | null {
  const tokens = tokenizer(text, true, 'trimLeadingSpace');
  return tokens.length === 1 ? (tokens[0] ?? null) : null;
}
