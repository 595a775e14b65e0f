import { createHash } from 'node:crypto';
import type { Secret } from '../../lib/secret.ts';

/** A token that lives for minutes or hours, made from a credential that is kept. */
export interface MintedToken {
  value: Secret;
  /** When it is no longer taken, in ms of the clock. */
  expiresAt: number;
}

/** How long before its end a token is replaced, in ms: a request must not outlive it on its way. */
const renewBefore = 2 * 60 * 1000;
const mostKept = 200;

/** Tokens are made for every request anew by whoever asks; here the one is kept that is still good. */
export function createTokenCache<Token extends MintedToken>({ now = Date.now }: { now?: () => number } = {}) {
  const kept = new Map<string, Token>();
  const minting = new Map<string, Promise<Token>>();

  async function renew(id: string, mint: () => Promise<Token>): Promise<Token> {
    const old = kept.get(id);
    try {
      const token = await mint();
      if (kept.size >= mostKept) kept.clear();
      kept.set(id, token);
      return token;
    } catch (error) {
      // Before its end the old one is better than none.
      if (old && old.expiresAt > now()) return old;
      throw error;
    }
  }

  return {
    /** `of` is the credential and whatever else the token depends on: settings that change want another token. */
    async get(of: TokenSource, mint: () => Promise<Token>): Promise<Token> {
      const id = nameOf(of);
      const token = kept.get(id);
      if (token && token.expiresAt - now() > renewBefore) return token;
      const running = minting.get(id) ?? renew(id, mint).finally(() => minting.delete(id));
      minting.set(id, running);
      return running;
    },

    /** For a token that was refused although its time was not up. */
    forget(of: TokenSource): void {
      kept.delete(nameOf(of));
    },
  };
}

export interface TokenSource {
  credential: Secret;
  settings: readonly (string | undefined)[];
}

/** A name without the secret in it. */
const nameOf = ({ credential, settings }: TokenSource): string =>
  createHash('sha256')
    .update(JSON.stringify([credential.reveal(), ...settings]))
    .digest('hex');
