import { AppError } from '../../../../shared/errors/app-error.ts';
import type { AssistantPart, EngineMessage } from '../request.ts';

export type CallPart = Extract<AssistantPart, { kind: 'call' }> & { result: string };
export type SaidPart = Exclude<AssistantPart, { kind: 'call' }>;

/** What the model wrote in one go: thoughts and text, then the calls it stopped for, which ran beside each other. */
export interface Round {
  said: readonly SaidPart[];
  calls: readonly CallPart[];
}

export type Turn = { role: 'system' | 'user'; text: string } | { role: 'assistant'; rounds: readonly Round[] };

/** A conversation, and what the answer already begins with: the end of it when the last message is the model's own. */
export interface Conversation {
  turns: readonly Turn[];
  begun: readonly SaidPart[];
}

export function readConversation(messages: readonly EngineMessage[]): Conversation {
  if (messages.length === 0) throw new AppError('VALIDATION_FAILED', 'There are no messages. Send at least one.');
  const turns: Turn[] = [];
  for (const message of messages) {
    if (message.role !== 'assistant') {
      turns.push({ role: message.role, text: message.text });
      continue;
    }
    const last = turns.at(-1);
    const rounds = readRounds(message.parts);
    // An answer that goes on after its calls is the same turn.
    const isSameTurn = last?.role === 'assistant' && last.rounds.at(-1)?.calls.length !== 0;
    if (isSameTurn) turns[turns.length - 1] = { role: 'assistant', rounds: [...last.rounds, ...rounds] };
    else turns.push({ role: 'assistant', rounds });
  }
  const last = turns.at(-1);
  if (last?.role !== 'assistant') return { turns, begun: [] };
  const open = last.rounds.at(-1);
  if (open === undefined || open.calls.length > 0) return { turns: withLast(turns, last.rounds), begun: [] };
  return { turns: withLast(turns, last.rounds.slice(0, -1)), begun: open.said };
}

const withLast = (turns: readonly Turn[], rounds: readonly Round[]): Turn[] =>
  rounds.length > 0 ? [...turns.slice(0, -1), { role: 'assistant', rounds }] : turns.slice(0, -1);

function readRounds(parts: readonly AssistantPart[]): Round[] {
  const rounds: { said: SaidPart[]; calls: CallPart[] }[] = [];
  for (const part of parts) {
    if (part.kind !== 'call' && part.text === '') continue;
    let round = rounds.at(-1);
    if (!round || (part.kind !== 'call' && round.calls.length > 0)) {
      round = { said: [], calls: [] };
      rounds.push(round);
    }
    if (part.kind === 'call') round.calls.push(answered(part));
    else round.said.push(part);
  }
  return rounds;
}

function answered(part: Extract<AssistantPart, { kind: 'call' }>): CallPart {
  const { result } = part;
  if (result !== null) return { ...part, result, input: readInput(part.input) };
  throw new AppError(
    'VALIDATION_FAILED',
    `The call ${part.id} of the tool ${part.name} has no result. Every call wants a message with its result after it.`,
    { details: { call: part.id } },
  );
}

/** Some callers keep arguments as the text they came in. */
function readInput(input: unknown): unknown {
  if (typeof input !== 'string') return input ?? {};
  if (input.trim() === '') return {};
  try {
    return JSON.parse(input) as unknown;
  } catch {
    return input;
  }
}

/** The words the user said last, for guessing ahead from the prompt. */
export const lastQuestion = (turns: readonly Turn[]): string => {
  const question = turns.findLast((turn) => turn.role === 'user');
  return question?.role === 'user' ? question.text : '';
};
