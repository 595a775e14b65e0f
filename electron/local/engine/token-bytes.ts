import type { LlamaModel, Token } from 'node-llama-cpp';
import { modelInternals } from './internals.ts';

const unfinished = '\uFFFD';
const encoder = new TextEncoder();

/** One token as text and as the bytes it stands for, which may be only some of a character's. */
export function tokenBytes(model: LlamaModel, id: number): { token: string; bytes: number[] } {
  // After another one, so that a space it begins with is kept.
  const token = model.detokenize([id as Token], true, [id as Token]);
  if (!token.includes(unfinished)) return { token, bytes: [...encoder.encode(token)] };
  const raw = modelInternals(model)._model.getTokenString(id);
  return { token, bytes: rawBytes(raw) ?? [...encoder.encode(token)] };
}

/** The vocabulary writes a lone byte as `<0xE4>`, or each byte as a letter of its own. */
export function rawBytes(raw: string): number[] | null {
  const hex = /^<0x([0-9a-f]{2})>$/i.exec(raw)?.[1];
  if (hex !== undefined) return [Number.parseInt(hex, 16)];
  const bytes = Array.from(raw, (letter) => byteOfLetter().get(letter));
  return bytes.every((byte) => byte !== undefined) ? bytes : null;
}

let letters: ReadonlyMap<string, number> | undefined;

/** Byte-level vocabularies: printable bytes are themselves, the others are counted up from U+0100. */
function byteOfLetter(): ReadonlyMap<string, number> {
  if (letters) return letters;
  const found = new Map<string, number>();
  let next = 0x100;
  for (let byte = 0; byte < 256; byte += 1) {
    const isPrintable = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
    found.set(String.fromCodePoint(isPrintable ? byte : next), byte);
    if (!isPrintable) next += 1;
  }
  letters = found;
  return letters;
}
