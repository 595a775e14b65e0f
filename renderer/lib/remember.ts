/** What this browser or window keeps for itself. Storage can be switched off: then nothing is kept, and nothing breaks. */
export function remembered(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(key, value);
  } catch {
    // Full or switched off: the next start begins with the default.
  }
}
