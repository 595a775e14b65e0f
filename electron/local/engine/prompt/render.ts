import type { ChatModelFunctions, LlamaModel } from 'node-llama-cpp';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EngineTool } from '../request.ts';
import type { Turn } from './conversation.ts';
import { createStandIns, type StandIns, toTemplateMessages } from './messages.ts';
import { asWritten, specialTokenPattern, withStandIns } from './special-texts.ts';
import type { FileTemplate } from './template.ts';
import type { Piece } from './text.ts';

export interface RenderOptions {
  turns: readonly Turn[];
  tools: readonly EngineTool[];
  /** The same as the engine takes them. */
  functions: ChatModelFunctions;
  /** What the template takes besides, such as its switch for thinking. */
  parameters: Readonly<Record<string, unknown>>;
}

/** The conversation as the template writes it, up to where the model begins its answer. */
export function renderTurns(model: LlamaModel, template: FileTemplate, options: RenderOptions): Piece[] {
  const turns = template.hasTools ? options.turns : withDescribedTools(template, options);
  const specialTokens = specialTokenPattern(model);
  let reason = '';
  for (const change of changes) {
    const standIns = createStandIns();
    const hide = (value: unknown) => withStandIns(specialTokens, (text) => standIns.put(text, 'data'), value);
    const messages = toTemplateMessages(template, change(turns), standIns, hide);
    try {
      const rendered = template.render({
        ...options.parameters,
        messages,
        ...(template.hasTools && options.tools.length > 0 && { tools: hide(options.tools.map(asTemplateTool)) }),
        add_generation_prompt: true,
        bos_token: model.tokens.bosString ?? '',
        eos_token: model.tokens.eosString ?? '',
      });
      const missing = standIns.missing(rendered);
      if (missing === 0) return toPieces(model, rendered, standIns);
      reason ||= `it leaves out ${missing} of the messages`;
    } catch (error) {
      reason ||= error instanceof Error ? error.message.slice(0, 200) : 'it fails';
    }
  }
  throw new AppError(
    'VALIDATION_FAILED',
    `The model's chat template does not take this conversation: ${reason}. Change the order or the roles of the messages.`,
  );
}

type Change = (turns: readonly Turn[]) => readonly Turn[];

const orders: readonly Change[] = [
  (turns) => turns,
  joined,
  (turns) => joined(turns.map((turn, index) => (index > 0 ? asUser(turn) : turn))),
  (turns) => joined(turns.map(asUser)),
];

/** Templates differ in what they take. Tried in this order: each is a little further from what was sent. */
const changes: readonly Change[] = [
  ...orders,
  ...orders.map(
    (order): Change =>
      (turns) =>
        order(turns.map(oneByOne)),
  ),
];

/** Some templates know one call at a time only. */
const oneByOne = (turn: Turn): Turn => {
  if (turn.role !== 'assistant') return turn;
  const rounds = turn.rounds.flatMap(({ said, calls }) =>
    calls.length < 2
      ? [{ said, calls }]
      : calls.map((call, index) => ({ said: index === 0 ? said : [], calls: [call] })),
  );
  return { role: 'assistant', rounds };
};

const asUser = (turn: Turn): Turn => (turn.role === 'system' ? { role: 'user', text: turn.text } : turn);

function joined(turns: readonly Turn[]): Turn[] {
  const result: Turn[] = [];
  for (const turn of turns) {
    const last = result.at(-1);
    if (last?.role === 'assistant' && turn.role === 'assistant') {
      result[result.length - 1] = { role: 'assistant', rounds: [...last.rounds, ...turn.rounds] };
    } else if (last && last.role !== 'assistant' && last.role === turn.role) {
      result[result.length - 1] = { role: last.role, text: `${last.text}\n\n${turn.text}` };
    } else {
      result.push(turn);
    }
  }
  return result;
}

function withDescribedTools({ wrapper }: FileTemplate, { turns, functions }: RenderOptions): readonly Turn[] {
  if (Object.keys(functions).length === 0) return turns;
  const text = wrapper.generateAvailableFunctionsSystemText(functions, { documentParams: true }).toString();
  const [first, ...rest] = turns;
  if (first?.role === 'system') return [{ role: 'system', text: `${first.text}\n\n${text}` }, ...rest];
  return [{ role: 'system', text }, ...turns];
}

const asTemplateTool = ({ name, description, parameters }: EngineTool) => ({
  type: 'function',
  function: { name, ...(description !== null && { description }), parameters },
});

/** Only the template's own words may hold special tokens. */
function toPieces(model: LlamaModel, rendered: string, standIns: StandIns): Piece[] {
  const { bosString, shouldPrependBosToken } = model.tokens;
  const lacksBos = shouldPrependBosToken && bosString !== null && !rendered.startsWith(bosString);
  const pieces: Piece[] = lacksBos ? [{ text: bosString, special: true }] : [];
  let at = 0;
  for (const match of rendered.matchAll(standIns.pattern)) {
    const before = rendered.slice(at, match.index);
    pieces.push({ text: before, special: true });
    const found = standIns.find(match[0]);
    if (typeof found?.text === 'string') {
      pieces.push({ text: found.kind === 'data' ? asWritten(found.text, before) : found.text, special: false });
    } else {
      for (const value of found?.text.values ?? [])
        pieces.push({ text: String(value), special: typeof value !== 'string' });
    }
    at = match.index + match[0].length;
  }
  pieces.push({ text: rendered.slice(at), special: true });
  return pieces;
}
