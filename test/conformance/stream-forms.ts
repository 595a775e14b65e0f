/** How a streamed body is made of events; enough to cut, damage and widen one without knowing what it says. */
export interface StreamForm {
  /** The whole events of a body, each with its own end; joined they are the body. */
  split(body: Uint8Array): Uint8Array[];
  /** Each JSON event once more with fields nobody knows, at every level. */
  widen(event: Uint8Array): Uint8Array;
  /** An event that cannot be read. */
  garbage: Uint8Array;
  /** What a server sends to keep the line open, and says nothing. */
  idle?: Uint8Array;
}

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Arrays of objects get no new members: how many there are has a meaning. */
export function widenJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(widenJson);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([key, inner]) => [key, widenJson(inner)] as const);
  return { ...Object.fromEntries(fields), x_unknown: { since: 'tomorrow', list: [1, null, { a: 'b' }] } };
}

const widenText = (json: string) => JSON.stringify(widenJson(JSON.parse(json)));

export const sse: StreamForm = {
  split: (body) =>
    decode(body)
      .split(/(?<=\r\n\r\n|\n\n)/)
      .map(encode),
  widen: (event) =>
    encode(decode(event).replace(/^(data: ?)(\{.*\})(\r?)$/gm, (_, lead, json, end) => lead + widenText(json) + end)),
  garbage: encode('data: {"half": \n\n'),
  idle: encode(': still working\n\n'),
};

export const ndjson: StreamForm = {
  split: (body) => (decode(body).match(/[^\n]*\n|[^\n]+$/g) ?? []).map(encode),
  widen: (event) => encode(decode(event).replace(/^\{.*\}/, widenText)),
  garbage: encode('{"half": \n'),
};
