import type { BalanceReader } from './balance.ts';
import type { BatchDesk } from './batches.ts';
import type { FileShelf } from './files.ts';
import type { GenerationLookup } from './generation.ts';
import type { HostedModels } from './hosted-models.ts';
import type { TokenCounter } from './token-count.ts';
import type { VoiceList } from './voices.ts';

/** What each extra of a vendor is asked through. */
export interface Extras {
  balance: BalanceReader;
  voices: VoiceList;
  'token-count': TokenCounter;
  'hosted-models': HostedModels;
  files: FileShelf;
  batches: BatchDesk;
  generation: GenerationLookup;
}
