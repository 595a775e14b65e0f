import { anyButLineEnd, classes, controls } from './char-classes.ts';
import { type CharSet, codeOf, complementOf, everyChar, intersectionOf, unionOf } from './char-set.ts';
import { choice, inSet, PatternProblem, type Regex, repeat, sequence } from './regex.ts';

/** Groups inside groups. */
const deepest = 50;

const problem = (what: string): PatternProblem => new PatternProblem(`${what} Write the pattern without it.`);

/** Reads an ECMAScript pattern with the meaning it has under the `u` flag. Throws a `PatternProblem` for what is not regular or not known. */
export function readPattern(source: string): Regex {
  const chars = Array.from(source);
  let at = 0;
  let depth = 0;

  const takes = (text: string): boolean => {
    const wanted = Array.from(text);
    if (!wanted.every((char, index) => chars[at + index] === char)) return false;
    at += wanted.length;
    return true;
  };

  function readChoice(): Regex {
    const options = [readSequence()];
    while (takes('|')) options.push(readSequence());
    return options.length === 1 && options[0] ? options[0] : choice(...options);
  }

  function readSequence(): Regex {
    const parts: Regex[] = [];
    while (at < chars.length && chars[at] !== '|' && chars[at] !== ')') parts.push(readRepeated());
    return sequence(...parts);
  }

  function readRepeated(): Regex {
    const part = readAtom();
    const range = readQuantifier();
    if (!range) return part;
    // Lazy or greedy: the same texts match.
    takes('?');
    if (part.kind === 'edge') throw problem('It repeats ^ or $.');
    const [min, max] = range;
    if (min > max) throw problem('It has a repetition whose upper bound is below its lower one.');
    return repeat(part, min, max);
  }

  function readQuantifier(): readonly [number, number] | undefined {
    if (takes('*')) return [0, Number.POSITIVE_INFINITY];
    if (takes('+')) return [1, Number.POSITIVE_INFINITY];
    if (takes('?')) return [0, 1];
    if (chars[at] !== '{') return undefined;
    const [whole, min, comma, max] = /^\{(\d+)(,?)(\d*)\}/.exec(chars.slice(at, at + 40).join('')) ?? [];
    if (!whole || (!comma && max)) throw problem('It has a { that begins no repetition.');
    at += whole.length;
    if (!comma) return [Number(min), Number(min)];
    return [Number(min), max ? Number(max) : Number.POSITIVE_INFINITY];
  }

  function readAtom(): Regex {
    const char = chars[at] ?? '';
    at += 1;
    if (char === '^' || char === '$') return { kind: 'edge', at: char === '^' ? 'start' : 'end' };
    if (char === '.') return inSet(anyButLineEnd);
    if (char === '(') return readGroup();
    if (char === '[') return inSet(readClass());
    if (char === '\\') return inSet(readEscape(false));
    if ('*+?{}]'.includes(char)) throw problem(`It has a ${char} with nothing before it to apply to.`);
    return inSet(setOf(codeOf(char)));
  }

  function readGroup(): Regex {
    if (takes('?') && !takes(':')) {
      if (/^<[=!]|^[=!]/.test(chars.slice(at, at + 2).join(''))) throw problem('It looks ahead or behind.');
      const [name] = /^<\p{ID_Start}\p{ID_Continue}*>/u.exec(chars.slice(at, at + 100).join('')) ?? [];
      if (!name || !takes(name)) throw problem('It has a kind of group that is not known here.');
    }
    depth += 1;
    if (depth > deepest) throw problem(`It nests groups deeper than ${deepest}.`);
    const inside = readChoice();
    if (!takes(')')) throw problem('It has a ( without a ).');
    depth -= 1;
    return inside;
  }

  /** From behind the `[`. */
  function readClass(): CharSet {
    const isNegated = takes('^');
    const sets: CharSet[] = [];
    while (!takes(']')) {
      if (at >= chars.length) throw problem('It has a [ without a ].');
      const low = readClassMember();
      const isRange = chars[at] === '-' && chars[at + 1] !== ']' && chars[at + 1] !== undefined;
      if (!isRange) {
        sets.push(low);
        continue;
      }
      at += 1;
      const high = readClassMember();
      const [from, to] = [onlyCode(low), onlyCode(high)];
      if (from === undefined || to === undefined || from > to)
        throw problem('It has a range in [ ] that runs backwards.');
      sets.push([[from, to]]);
    }
    const set = intersectionOf(unionOf(...sets), everyChar);
    return isNegated ? complementOf(set) : set;
  }

  function readClassMember(): CharSet {
    const char = chars[at] ?? '';
    at += 1;
    return char === '\\' ? readEscape(true) : setOf(codeOf(char));
  }

  /** From behind the backslash. */
  function readEscape(isInClass: boolean): CharSet {
    const char = chars[at] ?? '';
    at += 1;
    const known = classes.get(char);
    if (known) return known;
    const control = controls.get(char);
    if (control !== undefined) return setOf(control);
    if (char === 'x' || char === 'u') return setOf(readHex(char));
    if (char === 'b' && isInClass) return setOf(0x08);
    if (char === '0' && !/\d/.test(chars[at] ?? '')) return setOf(0);
    if (char === 'b' || char === 'B') throw problem('It asks for a word boundary.');
    if (/[1-9k]/.test(char)) throw problem('It refers back to a group.');
    if (/[pP]/.test(char)) throw problem('It names a Unicode property.');
    if (/^[\p{L}\p{N}]?$/u.test(char)) throw problem(`It has \\${char}, which is not known here.`);
    return setOf(codeOf(char));
  }

  function readHex(kind: 'x' | 'u'): number {
    const rest = chars.slice(at, at + 12).join('');
    const [whole = '', hex = '', low = ''] =
      (kind === 'x'
        ? /^([0-9a-f]{2})/i.exec(rest)
        : (/^(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/i.exec(rest) ??
          /^([0-9a-f]{4})/i.exec(rest) ??
          /^\{([0-9a-f]{1,6})\}/i.exec(rest))) ?? [];
    const code = Number.parseInt(hex, 16);
    if (!whole || code > 0x10ffff) throw problem(`It has a \\${kind} without the digits it needs.`);
    at += whole.length;
    return low ? 0x10000 + ((code - 0xd800) << 10) + (Number.parseInt(low, 16) - 0xdc00) : code;
  }

  const regex = readChoice();
  if (at < chars.length) throw problem('It has a ) without a (.');
  return regex;
}

const setOf = (code: number): CharSet => intersectionOf([[code, code]], everyChar);

const onlyCode = (set: CharSet): number | undefined =>
  set.length === 1 && set[0] && set[0][0] === set[0][1] ? set[0][0] : undefined;
