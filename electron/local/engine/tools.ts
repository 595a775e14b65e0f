import type { ChatModelFunctions } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ChatRequest, EngineTool } from './request.ts';

/** What the model may call. Nothing is ever run here: calls are handed to whoever asked. */
export interface ToolPlan {
  /** Told to the model. */
  tools: readonly EngineTool[];
  /** The same with parameters the engine can hold a model to. */
  functions: ChatModelFunctions;
  /** What of it may be called. */
  callable: ChatModelFunctions;
  /** The answer is a call, whatever the model would rather do. */
  isForced: boolean;
}

const normaliseForEngine = (schema: unknown): { schema: never; relaxed: string[] } => ({
  schema: schema as never,
  relaxed: [],
});
const none: ToolPlan = { tools: [], functions: {}, callable: {}, isForced: false };
const mostTools = 256;

export function planTools({ tools, toolChoice, format }: ChatRequest): ToolPlan {
  if (toolChoice === 'none') return none;
  if (tools.length === 0) {
    if (toolChoice === 'auto') return none;
    throw refusal('A tool call was asked for, and there are no tools. Send tools, or leave the tool choice out.');
  }
  if (format.kind !== 'text') {
    throw new AppError(
      'UNSUPPORTED_PARAMETER',
      'A local model cannot be given tools and a form for its answer at once. Leave out one of the two.',
      { details: { parameter: 'format' } },
    );
  }
  if (tools.length > mostTools) throw refusal(`There are ${tools.length} tools. Send ${mostTools} at the most.`);
  const functions = Object.fromEntries(tools.map((tool) => [tool.name, toFunction(tool)]));
  if (Object.keys(functions).length < tools.length) throw refusal('Two tools have the same name. Give each its own.');
  if (typeof toolChoice === 'string')
    return { tools, functions, callable: functions, isForced: toolChoice === 'required' };
  const { name } = toolChoice;
  const chosen = functions[name];
  if (!chosen) throw refusal('The tool that must be called is not among the tools. Send it, or choose another.');
  return { tools, functions, callable: { [name]: chosen }, isForced: true };
}

type EngineFunction = ChatModelFunctions[string];

function toFunction({ name, description, parameters, strict }: EngineTool): EngineFunction {
  // It becomes a part of a grammar, and of what the model reads as its template's own words.
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
    throw refusal('The name of a tool has 1 to 64 letters (a to z), digits, _ and -. Give it such a name.');
  }
  const about = description === null ? {} : { description };
  if (parameters === null || parameters === undefined) return about;
  const { schema, relaxed } = normaliseForEngine(parameters);
  if (strict && relaxed.length > 0) {
    throw new AppError(
      'UNSUPPORTED_SCHEMA',
      `The parameters of the tool ${name} cannot be held to strictly: ${relaxed.join(', ')}. Leave that out, or strict.`,
      { details: { tool: name } },
    );
  }
  return { ...about, params: schema };
}

const refusal = (message: string): AppError =>
  new AppError('VALIDATION_FAILED', message, { details: { parameter: 'tools' } });
