/** Hands a text to the person as a file, in a browser and in the desktop window alike. */
export function saveFile(name: string, text: string | readonly string[]): void {
  const url = URL.createObjectURL(new Blob([text].flat(), { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // By then it has been read, also after a question where to put it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** `switchyard-providers-2026-11-21.json`, by the clock on the wall. */
export function exportName(now: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `switchyard-providers-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.json`;
}
