import type { Secret } from '../../lib/secret.ts';

/** What a person types at `verificationUri`, and how to ask whether it was done. */
export interface DeviceSignIn {
  userCode: string;
  verificationUri: string;
  /** In ms of the clock. */
  expiresAt: number;
  /** Waits until it is done, and gives the token that is kept. */
  finish(signal: AbortSignal): Promise<Secret>;
}
