import { expect, test } from 'vitest';
import { explainFallback, type GpuSigns, isWslKernel } from '../../../../electron/local/engine/backends.ts';
import { choosePlace } from '../../../../electron/local/engine/choose-slot.ts';
import { shareBatch } from '../../../../electron/local/engine/context-options.ts';
import { freeCores } from '../../../../electron/local/engine/free-cores.ts';
import { inputsOf } from '../../../../electron/local/engine/info.ts';
import { reasonOf } from '../../../../electron/local/engine/load-error.ts';
import { fillTemplate } from '../../../../electron/local/engine/rank.ts';
import { createStopScanner } from '../../../../electron/local/engine/stops.ts';
import { rawBytes } from '../../../../electron/local/engine/token-bytes.ts';

// Catches: a fallback nobody hears of, a conversation thrown out for one that gains nothing, a stop string shown in part.

const no: GpuSigns = { isNvidia: false, isAny: false, isWsl: false };
const nvidia: GpuSigns = { isNvidia: true, isAny: true, isWsl: false };

test.each([
  ['cuda' as const, no, 'no NVIDIA driver'],
  ['cuda' as const, nvidia, 'no CUDA runtime'],
  ['cuda' as const, { ...no, isWsl: true }, 'WSL'],
  ['vulkan' as const, no, 'Vulkan'],
  ['metal' as const, no, 'Apple'],
  ['auto' as const, nvidia, 'A GPU seems to be there'],
])('%s that ends on the CPU says what is missing', (asked, found, words) => {
  expect(explainFallback({ asked, got: 'cpu', found, problem: null })).toContain(words);
});

test('nothing is said where all is as wished', () => {
  expect(explainFallback({ asked: 'auto', got: 'cpu', found: no, problem: null })).toBeNull();
  expect(explainFallback({ asked: 'auto', got: 'vulkan', found: null, problem: null })).toBeNull();
  expect(explainFallback({ asked: 'cpu', got: 'cpu', found: null, problem: null })).toBeNull();
});

test.each([
  ['5.15.167.4-microsoft-standard-WSL2', true],
  ['4.4.0-19041-Microsoft', true],
  ['6.8.0-45-generic', false],
  ['', false],
])('kernel %s', (release, isWsl) => {
  expect(isWslKernel(release)).toBe(isWsl);
});

const place = (shared: number, prompt: number, usedAt: number) => ({ shared, prompt, usedAt });
test.each([
  ['the one that goes on with this conversation', [place(0, 0, 0), place(900, 900, 2), place(20, 900, 1)], 1],
  ['the longest shared beginning', [place(400, 500, 1), place(500, 500, 2)], 1],
  ['the longest one also when it holds more beside it', [place(300, 300, 1), place(400, 900, 2)], 1],
  ['of equals the one that loses least', [place(400, 900, 1), place(400, 500, 2)], 1],
  ['not a conversation that begins the same by chance', [place(12, 90, 2), place(0, 0, 0)], 1],
  ['one never used rather than another’s conversation', [place(50, 2000, 2), place(0, 0, 0)], 1],
  ['the one left alone longest where nothing is shared', [place(0, 10, 3), place(0, 10, 1), place(0, 10, 2)], 1],
  ['a prompt that was all read before, however long its answer was', [place(300, 300, 2), place(0, 0, 0)], 0],
])('chooses %s', (_, places, chosen) => {
  expect(choosePlace(places)).toBe(chosen);
});

test('of a batch the short ones get all, the long ones share the rest, in the order of their places', () => {
  const item = (place: number, length: number) => ({
    tokens: Array.from({ length }, () => 0 as never),
    logits: [],
    evaluationPriority: place as never,
  });
  const shares = shareBatch({ items: [item(3, 3000), item(0, 1), item(2, 1000), item(1, 1)], size: 512 });
  expect(shares.map(({ item: { tokens }, processAmount }) => [tokens.length, processAmount])).toEqual([
    [1, 1],
    [1, 1],
    [1000, 255],
    [3000, 255],
  ]);
});

test('what others use is not free, what we use is', () => {
  const at = (time: number, machine: number, own: number) => ({ at: time, machine, own });
  expect(freeCores(8, at(0, 0, 0), at(1000, 8000, 8000))).toBe(8);
  expect(freeCores(8, at(0, 0, 0), at(1000, 3000, 200))).toBe(5);
  expect(freeCores(2, at(0, 0, 0), at(1000, 2000, 1000))).toBe(1);
  expect(freeCores(2, at(0, 0, 0), at(1000, 2000, 0))).toBe(1);
});

test('a stop string is found across pieces, the first of several, and what is none comes out', () => {
  const scan = (stops: string[], pieces: string[]) => {
    const scanner = createStopScanner(stops);
    let shown = '';
    for (const piece of pieces) {
      const { text, stop } = scanner.push(piece);
      shown += text;
      if (stop !== null) return [shown, stop];
    }
    return [shown + scanner.rest(), null];
  };
  expect(scan(['END'], ['a E', 'N', 'D b'])).toEqual(['a ', 'END']);
  expect(scan(['END'], ['a E', 'N', 'C'])).toEqual(['a ENC', null]);
  expect(scan(['xyz', 'y'], ['axyz'])).toEqual(['a', 'xyz']);
  expect(scan(['aab'], ['aa', 'ab'])).toEqual(['a', 'aab']);
  expect(scan(['', '\n\n'], ['a\n', 'b\n', '\nc'])).toEqual(['a\nb', '\n\n']);
  expect(scan([], ['all'])).toEqual(['all', null]);
});

test.each([
  [["llama_model_load: error loading model: unknown model architecture: 'x'"], "unknown model architecture: 'x'"],
  [
    [
      'gguf_init_from_reader: failed to read tensor info',
      "gguf_init_from_reader: duplicate tensor name 'a' for tensors 1 and 2",
      'llama_model_load: error loading model: llama_model_loader: failed to load model from /home/me/x.gguf',
    ],
    "duplicate tensor name 'a' for tensors 1 and 2",
  ],
  [['llama_model_load: error loading model: no such thing in /home/me/models/x.gguf'], 'no such thing in x.gguf'],
  [['print_info: n_layer = 2'], null],
])('the reason in what the engine says: %#', (lines, reason) => {
  expect(reasonOf(lines)).toBe(reason);
});

test('a vocabulary writes bytes in two ways', () => {
  expect(rawBytes('<0xE4>')).toEqual([0xe4]);
  expect(rawBytes('Ġa')).toEqual([32, 97]);
  expect(rawBytes('ä½')).toEqual([0xe4, 0xbd]);
  expect(rawBytes('▁a')).toBeNull();
});

test('a ranking template is filled as it stands, with nothing in front', () => {
  const tokenize = (part: string) => Array.from(part, (letter) => letter.charCodeAt(0) as never);
  const values = { query: [1 as never], document: [2 as never, 3 as never] };
  expect(fillTemplate('a{{query}}b{{document}}', values, tokenize)).toEqual([97, 1, 98, 2, 3]);
});

test('the engine is asked what it can take besides text', () => {
  expect(inputsOf({ tokenize() {} })).toEqual([]);
  expect(inputsOf(Object.create({ createVisionContext() {} }) as object)).toEqual(['image']);
});
