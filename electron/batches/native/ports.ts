import type { AppError } from '../../../shared/errors/app-error.ts';
import type { BatchEndpoint } from '../../../shared/model/batch.ts';
import type { CredentialId, ProviderId, RequestId } from '../../../shared/model/ids.ts';
import type { Target } from '../../../shared/model/provider.ts';
import type { RoutePlan } from '../../../shared/model/route.ts';
import type { Changes } from '../../gateway/work.ts';
import type { BatchDesk, VendorResult } from '../../providers/services/batches.ts';

/** A line as routing sees it. */
export interface LineQuestion {
  url: BatchEndpoint;
  body: object;
  isLocalOnly: boolean;
  tags: readonly string[];
}

/** Where a line would go if it were asked now. */
export interface PlannedLine {
  plan: RoutePlan;
  /** What rules make of it. */
  changes: Changes;
}

/** A provider's own batches, by one certain key. */
export interface OpenDesk {
  /** Null: the provider has none. */
  desk: BatchDesk | null;
  credentialId: CredentialId | null;
  keyLabel: string | null;
  /** The body of a line as the model is sent it; null where it does not take such a line as it is. */
  write(line: Pick<LineQuestion, 'url' | 'body'>, to: { modelId: string; changes: Changes }): Promise<Buffer | null>;
  classify(thrown: unknown): AppError;
}

/** A line that was executed at a provider, for the table of requests. */
export interface ExecutedLine {
  requestId: RequestId;
  url: BatchEndpoint;
  plan: RoutePlan;
  target: Target;
  providerName: string;
  discount: number;
  /** When its batch was sent; UTC ms. */
  sentAt: number;
  result: VendorResult & { status: number };
}

export interface NativePorts {
  /** Asks nobody, and leaves everything as it was. Throws where the line would go nowhere. */
  plan(line: LineQuestion): Promise<PlannedLine>;
  /** Throws PROVIDER_NOT_FOUND or MODEL_NOT_FOUND where the one or the other is gone or switched off. */
  check(target: Target): Promise<void>;
  /** With one certain key, or the next that is free. Throws PROVIDER_NOT_FOUND, or NOT_FOUND for a key that is gone. */
  open(providerId: ProviderId, credentialId: CredentialId | null): Promise<OpenDesk>;
  /** Lines of one batch, each told once, all or none. On disk when it returns; throws where they cannot be written. */
  record(lines: readonly ExecutedLine[], desk: OpenDesk): Promise<void>;
}
