import { randomBytes } from 'node:crypto';
import type { ChatHistoryItem, ChatModelResponse, LlamaText } from 'node-llama-cpp';
import type { CallPart, Round, SaidPart, Turn } from './conversation.ts';
import type { FileTemplate } from './template.ts';

/** A message as templates know it. */
export interface TemplateMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string;
  [extra: string]: unknown;
}

/**
 * What stands in a template's output for what somebody wrote, so that it can be told from the template's own words.
 * A `message` must appear, an `extra` may be left out (old thoughts, words beside a call), and `data` is written as JSON.
 */
export interface StandIns {
  put(text: string | LlamaText, kind: StandInKind): string;
  /** Matches them in a rendered text. */
  readonly pattern: RegExp;
  find(name: string): { text: string | LlamaText; kind: StandInKind } | undefined;
  /** How many messages are missing. */
  missing(rendered: string): number;
}

type StandInKind = 'message' | 'extra' | 'data';

export function createStandIns(): StandIns {
  const mark = `x${randomBytes(8).toString('hex')}n`;
  const found = new Map<string, { text: string | LlamaText; kind: StandInKind }>();
  return {
    put(text, kind) {
      // Templates ask whether there is a text at all.
      if (text === '') return '';
      const name = `${mark}${found.size}e`;
      found.set(name, { text, kind });
      return name;
    },
    pattern: new RegExp(`${mark}\\d+e`, 'g'),
    find: (name) => found.get(name),
    missing: (rendered) =>
      [...found].filter(([name, { kind }]) => kind === 'message' && !rendered.includes(name)).length,
  };
}

export function toTemplateMessages(
  template: FileTemplate,
  turns: readonly Turn[],
  standIns: StandIns,
  hide: (value: unknown) => unknown,
): TemplateMessage[] {
  const nextId = callIds();
  return turns.flatMap((turn): TemplateMessage[] => {
    if (turn.role !== 'assistant') return [{ role: turn.role, content: standIns.put(turn.text, 'message') }];
    if (!template.hasTools) return [describedAnswer(template, turn.rounds, standIns)];
    return turn.rounds.flatMap((round) => {
      const ids = round.calls.map(nextId);
      return roundMessages(round, ids, standIns, (call) => hide(asFunction(template, call)));
    });
  });
}

/** Nine letters and digits: what the strictest template wants. Callers' own ids are left out of the prompt. */
function callIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `call${String(count).padStart(5, '0')}`;
  };
}

function roundMessages(
  { said, calls }: Round,
  ids: readonly string[],
  standIns: StandIns,
  toFunction: (call: CallPart) => unknown,
): TemplateMessage[] {
  const message = saidMessage(said, standIns, calls.length > 0 ? 'extra' : 'message');
  if (calls.length === 0) return [message];
  message.tool_calls = calls.map((call, index) => ({ id: ids[index], type: 'function', function: toFunction(call) }));
  const results = calls.map(
    ({ name, result }, index): TemplateMessage => ({
      role: 'tool',
      tool_call_id: ids[index],
      name,
      content: standIns.put(result, 'message'),
    }),
  );
  return [message, ...results];
}

function asFunction({ stringifiesArguments, argumentsKey }: FileTemplate, { name, input }: CallPart) {
  const value = argumentsKey === undefined ? input : { [argumentsKey]: input };
  return { name, arguments: stringifiesArguments ? JSON.stringify(value) : value };
}

function saidMessage(said: readonly SaidPart[], standIns: StandIns, kind: StandInKind = 'message'): TemplateMessage {
  const reasoning = textOf(said, 'reasoning');
  return {
    role: 'assistant',
    content: standIns.put(textOf(said, 'text'), kind),
    ...(reasoning !== '' && { reasoning_content: standIns.put(reasoning, 'extra') }),
  };
}

const textOf = (said: readonly SaidPart[], kind: SaidPart['kind']): string =>
  said
    .filter((part) => part.kind === kind)
    .map((part) => part.text)
    .join('');

/** For a template without tools: calls and results are written out in the engine's own plain form. */
function describedAnswer({ wrapper }: FileTemplate, rounds: readonly Round[], standIns: StandIns): TemplateMessage {
  const hasCalls = rounds.some(({ calls }) => calls.length > 0);
  if (!hasCalls)
    return saidMessage(
      rounds.flatMap((round) => round.said),
      standIns,
    );
  const text = wrapper.generateModelResponseText(toResponse(rounds, false));
  return { role: 'assistant', content: standIns.put(text, 'message') };
}

/** The engine's own history, for the forms it has code for. */
export function toHistory(turns: readonly Turn[]): ChatHistoryItem[] {
  return turns.map((turn): ChatHistoryItem => {
    if (turn.role === 'assistant') return { type: 'model', response: toResponse(turn.rounds, true) };
    return { type: turn.role, text: turn.text };
  });
}

export function toResponse(rounds: readonly Round[], withThoughts: boolean): ChatModelResponse['response'] {
  return rounds.flatMap(({ said, calls }) => [
    ...said.flatMap((part): ChatModelResponse['response'] => {
      if (part.kind === 'text') return [part.text];
      return withThoughts ? [{ type: 'segment', segmentType: 'thought', text: part.text, ended: true }] : [];
    }),
    ...calls.map(({ name, input, result }, index) => ({
      type: 'functionCall' as const,
      name,
      params: input,
      result: readResult(result),
      startsNewChunk: index === 0,
    })),
  ]);
}

/** The engine writes results as JSON: one that is JSON already is given as what it says. */
function readResult(result: string): unknown {
  if (!/^\s*[[{]/.test(result)) return result;
  try {
    return JSON.parse(result) as unknown;
  } catch {
    return result;
  }
}
