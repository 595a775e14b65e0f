/**
 * Makes the unfinished end of a streamed block readable: a half-written link shows its words, an open emphasis or code
 * span is closed. So the words do not first appear with raw marks and then jump.
 */
export function completeTail(markdown: string): string {
  const lineStart = markdown.lastIndexOf('\n\n') + 1;
  const head = markdown.slice(0, lineStart);
  let tail = markdown.slice(lineStart);

  const ticks = tail.match(/(?<!`)`(?!`)/g)?.length ?? 0;
  if (ticks % 2 === 1) {
    const open = tail.lastIndexOf('`');
    return open === tail.length - 1 ? head + tail.slice(0, open) : `${head}${tail}\``;
  }

  tail = tail.replace(/!?\[([^\]\n]*)(?:\](?:\([^)\s]*)?)?$/, (whole, words: string) =>
    whole.endsWith(']') ? whole : words,
  );
  // A list marker or a rule at the very end is not emphasis.
  if (/(?:^|\n)\s*[*_-]+\s*$/.test(tail)) return head + tail;
  const outsideCode = tail.replace(/`[^`]*`/g, '');
  const strong = outsideCode.match(/\*\*(?!\*)/g)?.length ?? 0;
  if (strong % 2 === 0) return head + tail;
  return tail.endsWith('**') ? head + tail.slice(0, -2) : `${head}${tail.trimEnd().replace(/\*$/, '')}**`;
}
