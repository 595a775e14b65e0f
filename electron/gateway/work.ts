import type { ModelParameters } from '../../shared/model/parameters.ts';
import type { Service } from '../../shared/model/provider.ts';
import type { Emit } from '../lib/pulled.ts';
import type { ProviderConnection } from '../providers/connect.ts';

/** Null is "the provider did not say", never zero. */
export interface TokenCounts {
  inputTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  cachedTokens: number | null;
}

/** What a rule changes of what was asked for. */
export interface Changes {
  /** The most there may be, whatever was asked for. */
  maxOutputTokens?: number;
  parameters?: ModelParameters;
}

/** One target, ready to be asked. */
export interface Asked {
  connection: ProviderConnection;
  modelId: string;
  changes: Changes;
  /** Aborted when the caller left, when time is up, or when the answer is not read to its end. */
  signal: AbortSignal;
  /** Waits no longer than the target may be silent. */
  patiently<T>(promise: PromiseLike<T>): Promise<T>;
}

/** What is to be done with a model, whichever target does it in the end. */
export interface Work<Item, Result extends { usage: TokenCounts }> {
  service: Service;
  /** False: done twice it would be there twice, so only what surely did not happen is asked again. */
  isRepeatable: boolean;
  /** Emits nothing before there is content: what fails until then is asked elsewhere, and nobody sees it. */
  run(asked: Asked, emit: Emit<Item>): Promise<Result>;
  /** How its answer is kept to be given again. Default: it is not. */
  copy?: {
    /** The form of the answer, and all that it hangs on besides who is asked. */
    dialect: string;
    question(): unknown;
    write(items: readonly Item[], result: Result): Buffer;
    read(kept: Buffer): { items: readonly Item[]; result: Result };
  };
}
