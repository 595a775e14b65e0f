import type { SaidPart } from './conversation.ts';
import type { Piece } from './text.ts';
import type { ThinkingPlan } from './thinking.ts';
import type { ThoughtMarks } from './thought-marks.ts';

/** A prompt up to where the model goes on, and whether it goes on with a thought. */
export interface Start {
  pieces: readonly Piece[];
  isThinking: boolean;
}

/** Templates that make a model think write the beginning of the thought themselves. */
export function endsInThought(pieces: readonly Piece[], marks: ThoughtMarks | null): boolean {
  const last = pieces.at(-1);
  if (!marks || !last?.special) return false;
  return last.text.lastIndexOf(marks.open) > last.text.lastIndexOf(marks.close);
}

/** Goes on with what the answer begins with, and opens or closes the thought before it as was asked. */
export function beginAnswer(
  rendered: readonly Piece[],
  marks: ThoughtMarks | null,
  begun: readonly SaidPart[],
  { mode, isSkipped }: ThinkingPlan,
): Start {
  const pieces = [...rendered];
  let isThinking = endsInThought(rendered, marks);
  const open = (mark: string) => {
    if (!isThinking) pieces.push({ text: mark, special: true });
    isThinking = true;
  };
  const close = () => {
    if (isThinking && marks) pieces.push({ text: marks.written.close, special: true });
    isThinking = false;
  };
  for (const { kind, text } of begun) {
    if (kind === 'text') close();
    else if (!marks) continue;
    else open(marks.written.open);
    pieces.push({ text, special: false });
  }
  if (marks && isSkipped && begun.length === 0) open(marks.written.open);
  if (mode === 'off') close();
  // The bare mark: the model knows best how it goes on.
  else if (marks && mode === 'on' && !begun.some(({ kind }) => kind === 'text')) open(marks.open);
  return { pieces, isThinking };
}

/** The same prompt after the model has thought. */
export const afterThought = ({ pieces }: Start, thought: string, marks: ThoughtMarks): Start => ({
  pieces: [...pieces, { text: thought, special: false }, { text: marks.written.close, special: true }],
  isThinking: false,
});
