import { byteAlphabet } from './byte-alphabet.ts';

/** A part of an answer: a text that is one token, a text byte by byte, a choice by chance, or a token that never ends. */
type Piece = string | { bytes: string } | { oneOf: readonly string[] } | { loop: string };

interface Topic {
  /** The word in the prompt that chooses this answer; the last one of the prompt counts. */
  keyword: string;
  pieces: readonly Piece[];
}

const words = (sentence: string): string[] => sentence.match(/\s*\S+/g) ?? [];
const upTo = (count: number): string[] => Array.from({ length: count }, (_, index) => ` n${index + 1}`);

/** Ends a thought. After it the puzzle's solution comes, also where the template wrote an empty thought itself. */
const thoughtEnd = '\n</think>\n\n';

/** The first is the answer to everything without a keyword. */
const topics: readonly Topic[] = [
  {
    keyword: 'hello',
    pieces: words('Hello! I am a tiny hand-made model, and this sentence is always the same.'),
  },
  {
    keyword: 'weather',
    pieces: [
      '<tool_call>',
      '\n{"name": "',
      'get_weather',
      '", "arguments": ',
      '{"city": ',
      '"Paris"',
      '}}',
      '\n</tool_call>',
    ],
  },
  { keyword: '<tool_response>', pieces: ['It is', ' 21 degrees', ' and sunny', ' in Paris', ' today.'] },
  {
    keyword: 'puzzle',
    pieces: ['<think>', '\nFirst', ' I reason', ' a little.', thoughtEnd, "The puzzle's", ' solution', ' is 42.'],
  },
  { keyword: 'count', pieces: ['Counting:', ...upTo(256)] },
  { keyword: 'forever', pieces: ['Over', ' and over', { loop: ' again' }] },
  { keyword: 'emoji', pieces: ['Smile: ', { bytes: '🙂' }, ' done with', ' emoji.'] },
  {
    keyword: 'dice',
    pieces: ['You rolled', { oneOf: [' one', ' two', ' three', ' four', ' five', ' six'] }, ' pips.'],
  },
  { keyword: 'json', pieces: ['{"ok":', ' true,', ' "answer":', ' 42}'] },
  { keyword: 'code', pieces: ['```js\n', 'console', '.log(', '"hi"', ');\n', '```'] },
];

const tokenTypes = { normal: 1, control: 3, userDefined: 4 } as const;

export interface TalkerWords {
  tokens: string[];
  types: number[];
  special: { bos: number; pad: number; endOfTurn: number; fimPrefix: number; fimSuffix: number; fimMiddle: number };
  /** Where each topic's answer begins, and the token that chooses it. */
  topics: { keyword: number; first: number }[];
  /** What may follow a token; a token that is not here is in the start state. */
  transitions: Map<number, number[]>;
  /** The end of a thought and what follows it, when the topic is the thinking one. */
  thought: { end: number; topic: number; answer: number };
}

/** The vocabulary, and each answer as a chain through it. */
export function talkerWords(): TalkerWords {
  const tokens: string[] = [];
  const types: number[] = [];
  const ids = new Map<string, number>();
  const add = (text: string, type: keyof typeof tokenTypes): number => {
    if (ids.has(text)) throw new Error(`The token ${JSON.stringify(text)} is there twice: each is one state.`);
    ids.set(text, tokens.length);
    types.push(tokenTypes[type]);
    return tokens.push(text) - 1;
  };
  for (const character of byteAlphabet()) add(character, 'normal');
  const special = {
    bos: add('<|begin_of_text|>', 'control'),
    pad: add('<|endoftext|>', 'control'),
    imStart: add('<|im_start|>', 'control'),
    endOfTurn: add('<|im_end|>', 'control'),
    fimPrefix: add('<|fim_prefix|>', 'control'),
    fimSuffix: add('<|fim_suffix|>', 'control'),
    fimMiddle: add('<|fim_middle|>', 'control'),
  };

  const transitions = new Map<number, number[]>();
  const tokensOf = (piece: Piece): number[][] => {
    if (typeof piece === 'string') return [[add(piece, 'userDefined')]];
    if ('bytes' in piece) return [...Buffer.from(piece.bytes)].map((byte) => [byte]);
    if ('oneOf' in piece) return [piece.oneOf.map((text) => add(text, 'userDefined'))];
    const token = add(piece.loop, 'userDefined');
    transitions.set(token, [token]);
    return [[token]];
  };
  const starts = topics.map(({ keyword, pieces }) => {
    const keywordToken = add(keyword, 'userDefined');
    const chain = pieces.flatMap(tokensOf);
    for (const [index, group] of chain.entries()) {
      for (const from of group) {
        if (!transitions.has(from)) transitions.set(from, chain[index + 1] ?? [special.endOfTurn]);
      }
    }
    const first = chain[0]?.[0];
    if (first === undefined) throw new Error(`The answer to ${keyword} is empty.`);
    return { keyword: keywordToken, first };
  });

  const end = ids.get(thoughtEnd) ?? 0;
  const [answer = 0] = transitions.get(end) ?? [];
  transitions.delete(end);
  const topic = topics.findIndex(({ keyword }) => keyword === 'puzzle');
  return { tokens, types, special, topics: starts, transitions, thought: { end, topic, answer } };
}
