const longest = 60;

/** A title for a conversation: the first line of what was asked, cut between two words. */
export function titleOf(text: string): string {
  const line = text.trim().split('\n', 1)[0]?.replace(/\s+/g, ' ').trim() ?? '';
  if (line.length <= longest) return line;
  const lastSpace = line.lastIndexOf(' ', longest);
  const cut = lastSpace > longest / 2 ? line.slice(0, lastSpace) : wholeCharacters(line);
  return `${cut.trimEnd()}…`;
}

/** For a line without spaces: no cut through an emoji or a letter with its accent. */
function wholeCharacters(line: string): string {
  let head = '';
  for (const { segment } of new Intl.Segmenter().segment(line.slice(0, longest * 2))) {
    if (head.length + segment.length > longest) break;
    head += segment;
  }
  return head;
}
