import type { LlamaModel } from 'node-llama-cpp';

const controlType = 3;
const patterns = new WeakMap<LlamaModel, RegExp | null>();

/** Matches the text of any special token of the model. */
export function specialTokenPattern(model: LlamaModel): RegExp | null {
  let pattern = patterns.get(model);
  if (pattern === undefined) {
    const { ggml } = model.fileInfo.metadata.tokenizer;
    // Files may leave the types out, though the engine's types say otherwise.
    const texts = [...('token_type' in ggml ? ggml.token_type : []).entries()]
      .filter(([, type]) => type === controlType)
      .map(([index]) => ggml.tokens[index] ?? '')
      .filter((text) => text !== '');
    pattern = texts.length === 0 ? null : new RegExp(texts.map(escapeRegExp).join('|'));
    patterns.set(model, pattern);
  }
  return pattern;
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

/**
 * Tools and the arguments of calls reach a template as data, so that their texts end up among the template's own
 * words. Those that hold a special token are given as stand-ins.
 */
export function withStandIns(pattern: RegExp | null, put: (text: string) => string, value: unknown): unknown {
  if (!pattern) return value;
  const hide = (text: string) => (pattern.test(text) ? put(text) : text);
  const walk = (inner: unknown): unknown => {
    if (typeof inner === 'string') return hide(inner);
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, child]) => [hide(key), walk(child)]));
  };
  return walk(value);
}

/** The text of a stand-in as its place wants it: in a JSON text, in a JSON text within one, or plain. */
export function asWritten(text: string, before: string): string {
  const depth = /(\\*)"$/.exec(before)?.[1]?.length;
  if (depth === undefined) return text;
  const once = JSON.stringify(text).slice(1, -1);
  return depth === 0 ? once : JSON.stringify(once).slice(1, -1);
}
