import { z } from 'zod';
import { signInId, timestamp } from './ids.ts';

/** A sign-in under way: what a person types, where, and until when. */
export const signIn = z.object({
  signInId,
  userCode: z.string().min(1),
  /** A page of the vendor. */
  verificationUrl: z.url({ protocol: /^https?$/ }),
  expiresAt: timestamp,
});
export type SignIn = z.output<typeof signIn>;
