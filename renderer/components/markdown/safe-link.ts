const allowedProtocols = new Set(['http:', 'https:', 'mailto:']);

/** The address when it may be opened, else undefined: an answer must not run scripts or open files or other apps. */
export function safeLink(address: string | undefined): string | undefined {
  if (!address) return undefined;
  try {
    const url = new URL(address);
    return allowedProtocols.has(url.protocol) ? url.href : undefined;
  } catch {
    // Relative addresses lead nowhere: an answer has no place it was loaded from.
    return undefined;
  }
}
