const kibi = 1024;
const mebi = kibi * kibi;

/** What a header may have. Real ones stay far below; a damaged or hostile one is refused before memory is taken for it. */
export const headerLimits = {
  keys: 65_536,
  tensors: 100_000,
  keyBytes: 64 * kibi,
  tensorNameBytes: 256,
  /** A longer text is no model's; one above `keptTextBytes` is skipped over. */
  textBytes: 64 * mebi,
  keptTextBytes: mebi,
  /** Longer arrays, and arrays with longer texts, are skipped over. */
  keptElements: 4096,
  keptElementBytes: 4 * kibi,
  /** All that is kept of one header. */
  keptBytes: 64 * mebi,
  /** The whole header, vocabulary included. */
  headerBytes: 256 * mebi,
  dimensions: 4,
  /** Between 8 and this, a power of two. */
  alignment: 64 * kibi,
  /** The engine has room for so many. */
  layers: 512,
  experts: 1024,
  parts: 1024,
} as const;
