import type {
  ChatModelFunctions,
  LlamaContextSequence,
  LlamaGrammar,
  LlamaGrammarEvaluationState,
  LlamaModel,
} from 'node-llama-cpp';
import { anyEngineValue } from '../grammar/engine-schema.ts';
import { loadLibrary } from './runtime.ts';

/**
 * The engine's own grammar for the arguments of a call knows a small part of JSON Schema, and writes every property
 * whether it is required or not. Here its place is taken by ours: the engine is told that any value will do, asks
 * which when the name of the tool is known, and gets a sampler state of our making.
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
  callable: ChatModelFunctions,
  grammars: ReadonlyMap<string, LlamaGrammar>,
): Promise<CallGrammars> {
  const { LlamaGrammarEvaluationState: State } = await loadLibrary();
  let wanted: LlamaGrammar | undefined;
  const functions: ChatModelFunctions = {};
  for (const [name, definition] of Object.entries(callable)) {
    const grammar = grammars.get(name);
    const { description } = definition;
    functions[name] = grammar
      ? {
          ...(description !== undefined && { description }),
          get params() {
            wanted = grammar;
            return anyEngineValue as never;
          },
        }
      : definition;
  }
  return {
    functions,
    hold(sequence) {
      const states = new Map<LlamaGrammarEvaluationState, LlamaGrammarEvaluationState>();
      /** The first state after the parameters were asked for is the one for them. */
      const replace = (theirs: LlamaGrammarEvaluationState | undefined) => {
        if (!theirs) return theirs;
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
