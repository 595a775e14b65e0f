import type { HostedModel, HostedModelDetails, PullProgress } from '../../../shared/model/extras.ts';

/** The models of a server that keeps its own, to be looked after from here. */
export interface HostedModels {
  list(signal: AbortSignal): Promise<HostedModel[]>;
  show(name: string, signal: AbortSignal): Promise<HostedModelDetails>;
  /** Brings it onto the server. Leaving it early stops the server; another pull goes on where this one was. */
  pull(name: string, signal: AbortSignal): AsyncGenerator<PullProgress, void, void>;
  copy(from: string, to: string, signal: AbortSignal): Promise<void>;
  delete(name: string, signal: AbortSignal): Promise<void>;
}
