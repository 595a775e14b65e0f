/** Where a member of a JSON object stands in its bytes. */
export interface Member {
  name: string;
  /** Of its value. */
  from: number;
  to: number;
}

const quote = 0x22;
const backslash = 0x5c;
const opensObject = 0x7b;
const opensArray = 0x5b;
const closesObject = 0x7d;
const closesArray = 0x5d;
const comma = 0x2c;
const colonSign = 0x3a;

const isSpace = (code: number | undefined): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

function skipSpaces(json: Buffer, start: number): number {
  let at = start;
  while (isSpace(json[at])) at += 1;
  return at;
}

/** Letters that are looked at one by one before a text is taken for a long one. */
const near = 64;

/** `start` is its first quote; -1 where it has no end. */
function endOfString(json: Buffer, start: number): number {
  let at = start + 1;
  for (;;) {
    const stop = Math.min(at + near, json.length);
    while (at < stop) {
      const code = json[at];
      if (code === quote) return at + 1;
      at += code === backslash ? 2 : 1;
    }
    const found = json.indexOf(quote, at);
    if (found === -1) return -1;
    let slashes = 0;
    while (found - slashes > at && json[found - 1 - slashes] === backslash) slashes += 1;
    at = found + 1;
    if (slashes % 2 === 0) return at;
  }
}

function endOfNest(json: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < json.length; at += 1) {
    const code = json[at];
    if (code === quote) {
      at = endOfString(json, at) - 1;
      if (at < 0) return -1;
    } else if (code === opensObject || code === opensArray) depth += 1;
    else if (code === closesObject || code === closesArray) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function endOfValue(json: Buffer, start: number): number {
  const first = json[start];
  if (first === quote) return endOfString(json, start);
  if (first === opensObject || first === opensArray) return endOfNest(json, start);
  let at = start;
  for (; at < json.length; at += 1) {
    const code = json[at];
    if (code === comma || code === closesObject || isSpace(code)) break;
  }
  return at;
}

/**
 * The members of an object by their places, in order, one more than once where it is written so. What is in their values
 * is passed over unread. Null for what is no JSON object.
 */
export function membersOf(json: Buffer): Member[] | null {
  const members: Member[] = [];
  let at = skipSpaces(json, 0);
  if (json[at] !== opensObject) return null;
  at = skipSpaces(json, at + 1);
  if (json[at] === closesObject) return members;
  for (;;) {
    const nameEnd = json[at] === quote ? endOfString(json, at) : -1;
    if (nameEnd === -1) return null;
    const written = json.toString('utf8', at + 1, nameEnd - 1);
    // A name can be written in more than one way.
    const name = written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written;
    const colon = skipSpaces(json, nameEnd);
    if (json[colon] !== colonSign) return null;
    const from = skipSpaces(json, colon + 1);
    const to = endOfValue(json, from);
    if (to <= from) return null;
    members.push({ name, from, to });
    at = skipSpaces(json, to);
    if (json[at] === closesObject) return members;
    if (json[at] !== comma) return null;
    at = skipSpaces(json, at + 1);
  }
}

/** The value that a reader of the JSON would see; undefined where there is none. */
export function valueIn(json: Buffer, members: readonly Member[], name: string): unknown {
  const found = members.findLast((member) => member.name === name);
  return found && (JSON.parse(json.toString('utf8', found.from, found.to)) as unknown);
}
