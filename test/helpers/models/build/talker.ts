import { thinkingTemplate } from './chat-templates.ts';
import { bool, bytesOf, f32, i32s, type Model, str, strings, type Tensor, u32 } from './gguf-writer.ts';
import { type TalkerWords, talkerWords } from './talker-words.ts';

export interface TalkerOptions {
  /** Default 8192, and no further back is it known which keyword was the last. */
  contextLength?: number;
  /** Default: ChatML with tools and a switch for thinking; null leaves it out. */
  template?: string | null;
  /** Default `Tiny Talker`. */
  name?: string;
}

const headSize = 64;
const feedForward = 64;
const ropeBase = 1e8;
/** The squared length of every embedding, so that the norm scales all alike. */
const squaredLength = 12;

/**
 * One layer of the llama architecture, written by hand. The output matrix is a table of what follows each token; one
 * attention head finds the last keyword of the prompt and with it the answer that starts after any other token.
 */
export function talker(options: TalkerOptions = {}): Model {
  const { contextLength = 8192, template = thinkingTemplate, name = 'Tiny Talker' } = options;
  const words = talkerWords();
  const plan = dimensionsOf(words);
  const architecture = {
    vocab_size: u32(words.tokens.length),
    context_length: u32(contextLength),
    embedding_length: u32(plan.width),
    block_count: u32(1),
    feed_forward_length: u32(feedForward),
    'attention.head_count': u32(1),
    'attention.head_count_kv': u32(1),
    'attention.key_length': u32(headSize),
    'attention.value_length': u32(headSize),
    'attention.layer_norm_rms_epsilon': f32(1e-6),
    'rope.dimension_count': u32(headSize),
    'rope.freq_base': f32(ropeBase),
  };
  const tokenizer = {
    model: str('gpt2'),
    pre: str('qwen2'),
    tokens: strings(words.tokens),
    token_type: i32s(words.types),
    merges: strings([]),
    bos_token_id: u32(words.special.bos),
    eos_token_id: u32(words.special.endOfTurn),
    padding_token_id: u32(words.special.pad),
    fim_pre_token_id: u32(words.special.fimPrefix),
    fim_suf_token_id: u32(words.special.fimSuffix),
    fim_mid_token_id: u32(words.special.fimMiddle),
    add_bos_token: bool(true),
  };
  const metadata = new Map([
    ['general.architecture', str('llama')],
    ['general.type', str('model')],
    ['general.name', str(name)],
    ['general.alignment', u32(32)],
    ['general.file_type', u32(0)],
    ['general.license', str('mit')],
    ...Object.entries(architecture).map(([key, value]) => [`llama.${key}`, value] as const),
    ...Object.entries(tokenizer).map(([key, value]) => [`tokenizer.ggml.${key}`, value] as const),
  ]);
  if (template !== null) metadata.set('tokenizer.chat_template', str(template));
  return { metadata, tensors: weights(words, plan) };
}

/** Which dimension of the residual stream means what. */
function dimensionsOf({ topics, transitions }: TalkerWords) {
  const topicIn = 5;
  const topicOut = topicIn + topics.length;
  const firstState = topicOut + topics.length;
  const states = new Map([...transitions.keys()].map((token, index) => [token, firstState + index]));
  const width = Math.ceil((firstState + states.size) / 64) * 64;
  return { constant: 0, start: 1, keyword: 2, fill: 3, thought: 4, topicIn, topicOut, states, width };
}

type Plan = ReturnType<typeof dimensionsOf>;

function weights(words: TalkerWords, plan: Plan): Tensor[] {
  const { width } = plan;
  const vocabulary = words.tokens.length;
  // Undoes the norm's scale: what comes in goes on as it is.
  const norm = bytesOf(new Float32Array(width).fill(Math.sqrt(squaredLength / width)));
  const silent = Buffer.alloc(width * feedForward * 4);
  const tensor = (name: string, dims: number[], data: Buffer): Tensor => ({ name, type: 'f32', dims, data });
  const { query, key, value, output } = attention(words, plan);
  return [
    tensor('token_embd.weight', [width, vocabulary], embeddings(words, plan)),
    tensor('output_norm.weight', [width], norm),
    tensor('output.weight', [width, vocabulary], transitionTable(words, plan)),
    tensor('blk.0.attn_norm.weight', [width], norm),
    tensor('blk.0.attn_q.weight', [width, headSize], query),
    tensor('blk.0.attn_k.weight', [width, headSize], key),
    tensor('blk.0.attn_v.weight', [width, headSize], value),
    tensor('blk.0.attn_output.weight', [headSize, width], output),
    tensor('blk.0.ffn_norm.weight', [width], norm),
    tensor('blk.0.ffn_gate.weight', [width, feedForward], silent),
    tensor('blk.0.ffn_up.weight', [width, feedForward], silent),
    tensor('blk.0.ffn_down.weight', [feedForward, width], silent),
  ];
}

function matrix(rows: number, columns: number) {
  const values = new Float32Array(rows * columns);
  return {
    set: (row: number, column: number, value: number) => void (values[row * columns + column] = value),
    bytes: () => bytesOf(values),
  };
}

function embeddings({ tokens, topics, thought }: TalkerWords, plan: Plan): Buffer {
  const table = matrix(tokens.length, plan.width);
  const topicOf = new Map(topics.map(({ keyword }, index) => [keyword, index]));
  for (const token of tokens.keys()) {
    let left = squaredLength;
    const set = (dimension: number, value: number) => {
      table.set(token, dimension, value);
      left -= value ** 2;
    };
    set(plan.constant, 1);
    set(plan.states.get(token) ?? plan.start, 2);
    if (token === thought.end) set(plan.thought, 2);
    const topic = topicOf.get(token);
    if (topic !== undefined) {
      set(plan.keyword, 1);
      set(plan.topicIn + topic, 1);
    }
    table.set(token, plan.fill, Math.sqrt(left));
  }
  return table.bytes();
}

/** A score of -slope * distance, and a large bonus for keywords: the last keyword wins by far, and its topic is copied. */
function attention({ topics }: TalkerWords, { constant, keyword, topicIn, topicOut, width }: Plan) {
  // The 16th pair of the rotation turns slowly enough to be a straight line over the context, the last hardly at all.
  const turn = ropeBase ** (-30 / headSize);
  const slope = Math.sqrt((0.3 * Math.sqrt(headSize)) / turn);
  const bonus = Math.sqrt(3000 * Math.sqrt(headSize));
  const query = matrix(headSize, width);
  const key = matrix(headSize, width);
  const value = matrix(headSize, width);
  const output = matrix(width, headSize);
  query.set(31, constant, slope);
  key.set(30, constant, slope);
  query.set(62, constant, bonus);
  key.set(62, keyword, bonus);
  for (const topic of topics.keys()) {
    value.set(topic, topicIn + topic, 1);
    output.set(topicOut + topic, topic, 1);
  }
  return { query: query.bytes(), key: key.bytes(), value: value.bytes(), output: output.bytes() };
}

/** Under a grammar strings and objects are closed and do not wander: above a start that is not chosen, below any transition. */
const preferences = {
  '"': 96,
  '}': 94,
  ']': 93,
  ':': 92,
  ',': 91,
  '1': 90,
  t: 10,
  n: 9,
  ' ': -10,
  '\n': -10,
  '\t': -10,
};

/** Logits: 200 for what follows; at a start 200 for the first answer and 280 for one that was chosen. */
function transitionTable({ tokens, topics, transitions, thought }: TalkerWords, plan: Plan): Buffer {
  const table = matrix(tokens.length, plan.width);
  for (const [from, next] of transitions) {
    const state = plan.states.get(from);
    if (state !== undefined) for (const token of next) table.set(token, state, 100);
  }
  for (const [topic, { first }] of topics.entries()) {
    table.set(first, plan.start, 100);
    if (topic === 0) continue;
    table.set(first, plan.constant, -20);
    table.set(first, plan.topicOut + topic, 100);
  }
  // After a thought nobody thinks again: the thinking topic goes on to its answer, the others begin theirs.
  const thinking = topics[thought.topic]?.first ?? 0;
  table.set(thinking, plan.thought, -100);
  table.set(thought.answer, plan.thought, 100);
  table.set(thought.answer, plan.constant, -20);
  table.set(thought.answer, plan.topicOut + thought.topic, 100);
  // The token of a byte has the byte's number.
  for (const [character, value] of Object.entries(preferences)) {
    table.set(character.charCodeAt(0), plan.constant, value);
  }
  return table.bytes();
}
