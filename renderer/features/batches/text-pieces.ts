/** Bytes: one message to the host may be as small as 1 MiB, and quotes double when they are sent. */
const pieceSize = 256 * 1024;

interface TextPiece {
  text: string;
  /** Byte of the file that it ends at. */
  end: number;
}

/** A file as text, without having all of it in memory. A letter of several bytes is never cut in two. */
export async function* textPieces(file: Blob, size = pieceSize): AsyncGenerator<TextPiece> {
  const decoder = new TextDecoder();
  for (let start = 0; start < file.size; start += size) {
    const end = Math.min(start + size, file.size);
    const bytes = await file.slice(start, end).arrayBuffer();
    yield { text: decoder.decode(bytes, { stream: end < file.size }), end };
  }
}
