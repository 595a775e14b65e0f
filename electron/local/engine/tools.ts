import type { ChatModelFunctions, Llama, LlamaGrammar } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { normaliseForEngine } from '../grammar/normalise-for-engine.ts';
import { argumentsGrammar } from './formats.ts';
import type { ChatTemplate } from './prompt/template.ts';
import type { ChatRequest, EngineTool } from './request.ts';

/** What the model may call. Nothing is ever run here: calls are handed to whoever asked. */
export interface ToolPlan {
  /** Told to the model. */
  tools: readonly EngineTool[];
  /** The same with parameters as the engine describes them. */
  functions: ChatModelFunctions;
  /** What of it may be called. */
  callable: ChatModelFunctions;
  /** What holds the arguments to their schema; a tool without one is held to what the engine makes of it. */
  grammars: ReadonlyMap<string, LlamaGrammar>;
  /** The answer is a call, whatever the model would rather do. */
  isForced: boolean;
}

const none: ToolPlan = { tools: [], functions: {}, callable: {}, grammars: new Map(), isForced: false };
const mostTools = 256;

export async function planTools(
  llama: Llama,
  template: ChatTemplate,
  { tools, toolChoice }: ChatRequest,
): Promise<ToolPlan> {
  if (toolChoice === 'none') return none;
  if (tools.length === 0) {
    if (toolChoice === 'auto') return none;
    throw refusal('A tool call was asked for, and there are no tools. Send tools, or leave the tool choice out.');
  }
  if (tools.length > mostTools) throw refusal(`There are ${tools.length} tools. Send ${mostTools} at the most.`);
  tools.forEach(checkName);
  if (new Set(tools.map(({ name }) => name)).size < tools.length) {
    throw refusal('Two tools have the same name. Give each its own.');
  }
  const named = typeof toolChoice === 'object' ? tools.filter(({ name }) => name === toolChoice.name) : tools;
  if (named.length === 0)
    throw refusal('The tool that must be called is not among the tools. Send it, or choose another.');
  const grammars = new Map<string, LlamaGrammar>();
  for (const tool of named) {
    const grammar = await grammarOf(llama, tool);
    if (grammar) grammars.set(tool.name, grammar);
  }
  // A template with tools of its own describes them from their own schemas.
  const describes = template.kind === 'engine' || !template.hasTools;
  const functions = Object.fromEntries(
    tools.map((tool) => [tool.name, toFunction(tool, !describes && grammars.has(tool.name))]),
  );
  const callable = Object.fromEntries(named.map(({ name }) => [name, functions[name] ?? {}]));
  return { tools, functions, callable, grammars, isForced: toolChoice !== 'auto' };
}

/** It becomes a part of a grammar, and of what the model reads as its template's own words. */
function checkName({ name }: EngineTool): void {
  if (/^[a-zA-Z0-9_-]{1,64}$/.test(name)) return;
  throw refusal('The name of a tool has 1 to 64 letters (a to z), digits, _ and -. Give it such a name.');
}

function toFunction({ name, description, parameters }: EngineTool, isHeld: boolean): ChatModelFunctions[string] {
  const about = description === null ? {} : { description };
  if (isHeld || parameters === null || parameters === undefined) return about;
  return { ...about, params: normaliseForEngine(asObject(name, parameters)).schema };
}

/** Null where only a part of the schema can be held to, which a strict tool does not take. */
async function grammarOf(llama: Llama, { name, parameters, strict }: EngineTool): Promise<LlamaGrammar | null> {
  if (parameters === null || parameters === undefined) return null;
  try {
    return await argumentsGrammar(llama, asObject(name, parameters));
  } catch (cause) {
    const isSchema =
      cause instanceof AppError && (cause.code === 'UNSUPPORTED_SCHEMA' || cause.code === 'GRAMMAR_INVALID');
    if (!isSchema) throw cause;
    if (!strict) return null;
    throw new AppError(
      'UNSUPPORTED_SCHEMA',
      `The parameters of the tool ${name} cannot be held to strictly. ${cause.message}`,
      {
        cause,
        details: { ...cause.details, tool: name },
      },
    );
  }
}

/** Arguments are an object. A schema that does not say so means it; one that says otherwise is a mistake. */
function asObject(name: string, parameters: unknown): unknown {
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) throw noObject(name);
  if ('type' in parameters && parameters.type !== 'object') throw noObject(name);
  const says = ['type', '$ref', 'anyOf', 'oneOf', 'allOf', 'enum', 'const'].some((keyword) => keyword in parameters);
  return says ? parameters : { type: 'object', ...parameters };
}

const noObject = (name: string): AppError =>
  refusal(`The parameters of the tool ${name} must be the schema of an object. Send one, or leave them out.`);

const refusal = (message: string): AppError =>
  new AppError('VALIDATION_FAILED', message, { details: { param: 'tools' } });
