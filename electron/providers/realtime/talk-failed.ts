/** What a provider said when it ended a talk, in the form in which the vendors' packages throw. */
export class TalkFailed extends Error {
  override readonly name = 'TalkFailed';
  readonly responseBody: string;

  constructor(body: object) {
    super('the provider ended the talk');
    this.responseBody = JSON.stringify(body);
  }
}

/** As Node names a connection that ended under somebody. */
export class TalkCut extends Error {
  override readonly name = 'TalkCut';
  readonly code = 'UND_ERR_SOCKET';
}

/** https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number, in words that our errors know. */
const meanings: ReadonlyMap<number, string> = new Map([
  [1011, 'internal_error'],
  [1012, 'UNAVAILABLE'],
  [1013, 'UNAVAILABLE'],
  [3000, 'unauthorized'],
  [3003, 'forbidden'],
  [3008, 'timeout_error'],
]);

/** `invalid_request_error.invalid_api_key`: OpenAI says so what it also says in its errors. */
const typedReason = /^[a-z_]+(\.[a-z_]+)+$/;

/** Undefined where it ended as talks end. */
export function failureOfClose({ code, reason }: { code: number; reason: string }): Error | undefined {
  if (code === 1000 || code === 1005) return undefined;
  if (code === 1001) return new TalkCut('the provider went away');
  const meaning = meanings.get(code) ?? 'bad_request';
  if (!typedReason.test(reason)) return new TalkFailed({ error: { type: meaning, message: reason } });
  const [type, ...words] = reason.split('.');
  return new TalkFailed({ error: { code: words.at(-1), type, status: meaning } });
}
