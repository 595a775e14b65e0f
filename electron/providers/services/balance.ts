import type { BalanceEntry } from '../../../shared/model/extras.ts';

/** What the account behind the key may still spend. */
export interface BalanceReader {
  read(signal: AbortSignal): Promise<BalanceEntry[]>;
}

/** An entry as a vendor's file writes it: what its vendor does not say is left out. */
export const entryOf = (entry: Pick<BalanceEntry, 'what' | 'unit'> & Partial<BalanceEntry>): BalanceEntry => ({
  name: null,
  left: null,
  used: null,
  limit: null,
  resetsAt: null,
  ...entry,
});
