import type {
  ChatModelFunctions,
  LlamaContextSequence,
  LlamaGrammar,
  LlamaGrammarEvaluationState,
  LlamaModel,
} from 'node-llama-cpp';
import { anyEngineValue } from '../grammar/engine-schema.ts';
import { loadLibrary } from './runtime.ts';
import type { ToolPlan } from './tools.ts';

/**
 * The engine's own grammar for the arguments of a call knows a small part of JSON Schema, and writes every property
 * whether it is required or not. Here its place is taken by ours: the engine is told that any value will do, asks
 * which when the name of the tool is known, and gets a sampler state of our making. In the same way an answer that is
 * no call is held to its form, which the engine has no way for.
 */
export interface CallGrammars {
  readonly functions: ChatModelFunctions;
  /** Holds calls to the grammars for as long as the sequence is in these hands; returns how to end that. */
  hold(sequence: LlamaContextSequence): () => void;
}

/** Ends the arguments in the engine's own way. */
export const argumentsEnd = { rule: 'call-arguments', text: String.raw`call-arguments ::= root "\n\n\n\n"` };

export async function createCallGrammars(
  model: LlamaModel,
  { callable, grammars }: Pick<ToolPlan, 'callable' | 'grammars'>,
  answer: LlamaGrammar | null,
): Promise<CallGrammars> {
  const { LlamaGrammarEvaluationState: State } = await loadLibrary();
  let wanted: LlamaGrammar | undefined;
  const entries = Object.entries(callable).map(([name, definition]) => {
    const grammar = grammars.get(name);
    if (!grammar) return [name, definition] as const;
    const asked = {
      ...definition,
      get params() {
        wanted = grammar;
        return anyEngineValue as never;
      },
    };
    return [name, asked] as const;
  });
  const functions: ChatModelFunctions = Object.fromEntries(entries);
  return {
    functions,
    hold(sequence) {
      if (grammars.size === 0 && !answer) return () => {};
      let free = answer ? new State({ model, grammar: answer }) : undefined;
      const states = new Map<LlamaGrammarEvaluationState, LlamaGrammarEvaluationState>();
      /** The first state after the parameters were asked for is the one for them. */
      const replace = (theirs: LlamaGrammarEvaluationState | undefined) => {
        if (!theirs) return free;
        free = undefined;
        let ours = states.get(theirs);
        if (!ours) {
          ours = wanted ? new State({ model, grammar: wanted }) : theirs;
          wanted = undefined;
          states.set(theirs, ours);
        }
        return ours;
      };
      const evaluate = sequence.evaluate;
      sequence.evaluate = (tokens, options = {}) => {
        const { grammarEvaluationState: given, ...rest } = options;
        const find = () => replace(typeof given === 'function' ? given() : given);
        return evaluate.call(sequence, tokens, { ...rest, grammarEvaluationState: find });
      };
      return () => {
        sequence.evaluate = evaluate;
      };
    },
  };
}
