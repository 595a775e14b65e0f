/** Joins pieces so that none ends in half a character: many programs decode each one by itself. */
export function wholeCharacters(): (piece: string) => string {
  let half = '';
  return (piece) => {
    const text = half === '' ? piece : half + piece;
    half = '';
    const last = text.charCodeAt(text.length - 1);
    if (last < 0xd800 || last > 0xdbff || Number.isNaN(last)) return text;
    half = text.slice(-1);
    return text.slice(0, -1);
  };
}
