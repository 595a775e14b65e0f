import { type OllamaAnswer, ollamaAnswer } from './answer.ts';

/** What was cut off in the middle is an end that is missing, not a line that cannot be read. */
function pieceOf(line: string, isWhole: boolean): OllamaAnswer | undefined {
  try {
    return ollamaAnswer.parse(JSON.parse(line));
  } catch (cause) {
    if (!isWhole) return undefined;
    throw new Error('A line of the stream cannot be read.', { cause });
  }
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<OllamaAnswer> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const piece = line.trim() ? pieceOf(line, true) : undefined;
      if (piece) yield piece;
    }
  }
  const last = rest.trim() ? pieceOf(rest, false) : undefined;
  if (last) yield last;
}

/** The handler of a streamed answer, one JSON object a line. */
export async function readPieces({ response }: { response: Response }) {
  if (!response.body) throw new Error('The stream ended without a finish reason.');
  return { value: piecesOf(response.body), responseHeaders: Object.fromEntries(response.headers) };
}
