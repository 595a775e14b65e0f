import type { LlamaModel } from 'node-llama-cpp';
import { contextTooLong } from './context-too-long.ts';
import type { LoadedForChat } from './loaded.ts';
import type { Prompt } from './prompt/build.ts';
import type { Conversation, Turn } from './prompt/conversation.ts';
import type { ChatRequest } from './request.ts';
import { mayFit } from './text-length.ts';
import { tokenizeText } from './tokens.ts';

/** The engine wants room for one token to write and one to spare. */
const spare = 2;
/** The part of the context kept free for the answer after old turns were left out. */
const answerShare = 4;

export interface Fitted {
  prompt: Prompt;
  droppedTurns: number;
}

/** The prompt, if there is room for it; with `shift` the oldest turns are left out until there is. */
export async function fitPrompt(
  { model, info }: LoadedForChat,
  { overflow, maxTokens }: ChatRequest,
  conversation: Conversation,
  build: (conversation: Conversation) => Promise<Prompt>,
): Promise<Fitted> {
  const limit = info.contextSize;
  if (overflow === 'error') {
    refuseAbsurd(conversation, limit);
    const prompt = await build(conversation);
    if (prompt.tokens.length > limit - spare) throw contextTooLong(prompt.tokens.length, limit);
    return { prompt, droppedTurns: 0 };
  }
  const share = Math.floor(limit / answerShare);
  const room = limit - spare - Math.min(maxTokens ?? share, share);
  const groups = groupTurns(conversation.turns);
  let prompt = await build(conversation);
  let dropped =
    prompt.tokens.length <= room ? 0 : await countToDrop(model, groups, prompt.tokens.length, { room, step: share });
  for (;;) {
    if (dropped > 0)
      prompt = await build({ ...conversation, turns: withoutOldest(conversation.turns, groups.slice(0, dropped)) });
    const isLast = dropped >= groups.length - 1;
    if (prompt.tokens.length <= (isLast ? limit - spare : room)) return { prompt, droppedTurns: dropped };
    if (isLast) throw contextTooLong(prompt.tokens.length, limit);
    dropped += 1;
  }
}

function refuseAbsurd({ turns }: Conversation, limit: number): void {
  const length = turns.reduce((sum, turn) => sum + textOf([turn]).length, 0);
  mayFit(length, limit);
}

/** A turn is a question with everything up to the next one. What the system says is always kept. */
function groupTurns(turns: readonly Turn[]): Turn[][] {
  const groups: Turn[][] = [];
  for (const turn of turns) {
    if (turn.role === 'system') continue;
    const last = groups.at(-1);
    if (turn.role === 'user' && last?.at(-1)?.role !== 'user') groups.push([turn]);
    else if (last) last.push(turn);
    else groups.push([turn]);
  }
  return groups;
}

/**
 * More than needed, in steps of a quarter of the context: if every question left out a little more than the one before
 * it, the beginning would change each time, and everything would have to be read again.
 */
async function countToDrop(
  model: LlamaModel,
  groups: readonly (readonly Turn[])[],
  total: number,
  { room, step }: { room: number; step: number },
): Promise<number> {
  const sizes: number[] = [];
  for (const group of groups) sizes.push((await tokenizeText(model, textOf(group), false)).length);
  // What the template writes around each turn.
  const around = Math.max(0, total - sizes.reduce((sum, size) => sum + size, 0)) / groups.length;
  const wanted = Math.ceil((total - room) / step) * step;
  let left = 0;
  let count = 0;
  while (left < wanted && count < sizes.length - 1) left += (sizes[count++] ?? 0) + around;
  return count;
}

function withoutOldest(turns: readonly Turn[], groups: readonly (readonly Turn[])[]): Turn[] {
  const dropped = new Set(groups.flat());
  return turns.filter((turn) => !dropped.has(turn));
}

const textOf = (turns: readonly Turn[]): string =>
  turns
    .map((turn) => {
      if (turn.role !== 'assistant') return turn.text;
      return turn.rounds
        .flatMap(({ said, calls }) => [
          ...said.map(({ text }) => text),
          ...calls.map(({ input, result }) => `${JSON.stringify(input)}${result}`),
        ])
        .join('\n');
    })
    .join('\n');
