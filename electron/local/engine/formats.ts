import type { Llama, LlamaGrammar } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import { anyJsonGbnf, jsonSchemaToGbnf } from '../grammar/json-schema-to-gbnf.ts';
import { argumentsEnd } from './call-grammars.ts';
import { tooMuchWork } from './grammar-work.ts';
import type { AnswerFormat } from './request.ts';
import { loadLibrary } from './runtime.ts';

/** What somebody's own grammar may be: more keeps this thread busy for seconds, or ends the process. */
const limits = { length: 65_536, depth: 100 };
const kept = 256;

type AnswerForm = Exclude<AnswerFormat, { kind: 'text' }>;
type Format = AnswerForm | { kind: 'arguments'; schema: unknown } | { kind: 'or-call'; form: AnswerForm; mark: string };

const compiled = new WeakMap<Llama, Map<string, LlamaGrammar>>();

/** The grammar that holds an answer to its form; null for plain text. The last ones are kept, ready for use. */
export async function grammarFor(llama: Llama, format: AnswerFormat): Promise<LlamaGrammar | null> {
  return format.kind === 'text' ? null : findGrammar(llama, format);
}

/** The grammar for the arguments of a call. */
export const argumentsGrammar = (llama: Llama, schema: unknown): Promise<LlamaGrammar> =>
  findGrammar(llama, { kind: 'arguments', schema });

/** The grammar for an answer that has a form, or is a call, which begins with a mark of its own. */
export const answerOrCallGrammar = (llama: Llama, form: AnswerForm, mark: string): Promise<LlamaGrammar> =>
  findGrammar(llama, { kind: 'or-call', form, mark });

async function findGrammar(llama: Llama, format: Format): Promise<LlamaGrammar> {
  const known = compiled.get(llama) ?? new Map<string, LlamaGrammar>();
  compiled.set(llama, known);
  const key = JSON.stringify(format);
  const grammar = known.get(key) ?? (await compile(llama, format));
  // The oldest is the first of a map.
  known.delete(key);
  known.set(key, grammar);
  const [oldest] = known.keys();
  if (known.size > kept && oldest !== undefined) known.delete(oldest);
  return grammar;
}

async function compile(llama: Llama, format: Format): Promise<LlamaGrammar> {
  const own = format.kind === 'or-call' ? format.form : format;
  if (own.kind === 'grammar') checkGrammar(own.gbnf);
  const { LlamaGrammar } = await loadLibrary();
  try {
    return new LlamaGrammar(llama, sourceOf(format));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason = own.kind === 'grammar' ? whatIsWrong(own.gbnf) : 'the engine does not take it';
    throw new AppError('GRAMMAR_INVALID', `The grammar cannot be used: ${reason}. Correct the grammar.`, {
      cause,
      details: { reason },
    });
  }
}

function sourceOf(format: Format): { grammar: string; rootRuleName?: string } {
  switch (format.kind) {
    case 'grammar':
      return { grammar: format.gbnf };
    case 'json':
      return anyJsonGbnf();
    case 'schema':
      return jsonSchemaToGbnf(format.schema);
    case 'or-call':
      return {
        grammar: `${sourceOf(format.form).grammar}\nanswer-or-call ::= root | ${JSON.stringify(format.mark)}\n`,
        rootRuleName: 'answer-or-call',
      };
    case 'arguments':
      return {
        grammar: `${jsonSchemaToGbnf(format.schema).grammar}\n${argumentsEnd.text}\n`,
        rootRuleName: argumentsEnd.rule,
      };
  }
}

function checkGrammar(gbnf: string): void {
  const reason =
    gbnf.length > limits.length
      ? `it has ${gbnf.length} characters, and ${limits.length} is the limit`
      : depthOf(gbnf) > limits.depth
        ? `its parentheses are nested deeper than ${limits.depth}`
        : tooMuchWork(gbnf, whatIsWrong);
  if (!reason) return;
  const message = `The grammar cannot be used: ${reason}. Correct the grammar.`;
  throw new AppError('GRAMMAR_INVALID', message, { details: { reason } });
}

/** Rules without what is only text in them. */
const bare = (gbnf: string): string =>
  gbnf.replace(/"(?:\\.|[^"\\])*"|\[(?:\\.|[^\]\\])*\]|#[^\r\n]*/g, (part) => (part.startsWith('#') ? '' : '""'));

function depthOf(gbnf: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of bare(gbnf)) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The engine says only that it failed, so the usual mistakes are looked for here. */
function whatIsWrong(gbnf: string): string {
  const rules = bare(gbnf);
  const defined = new Set([...rules.matchAll(/^\s*([\w-]+)\s*::=/gm)].map(([, name]) => name));
  if (!defined.has('root')) return 'it has no rule named root';
  const used = [...rules.replaceAll(/^\s*[\w-]+\s*::=/gm, '').matchAll(/[a-zA-Z][\w-]*/g)].map(([name]) => name);
  const missing = used.find((name) => !defined.has(name));
  if (missing !== undefined) return `the rule ${missing.slice(0, 60)} is used and not defined`;
  return 'its syntax is wrong, or a rule begins with itself';
}
