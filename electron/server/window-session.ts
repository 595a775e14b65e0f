import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { hashToken, isSameHash, newToken } from '../api/token.ts';

/** Where the sessions of browser windows are kept, so that a restart of the host signs nobody out. */
export interface SessionStore {
  insert(hash: string, now: number): void;
  /** Whether there is such a session; if so it counts as used now. */
  touch(hash: string, now: number): boolean;
  deleteUnusedSince(time: number): void;
}

export interface WindowSessions {
  /** Hands out the one-time token that signs a window in. */
  announce(): void;
  /** A session for the one-time token; undefined when it is not (or no longer) the right one. */
  exchange(token: string): string | undefined;
  isSignedIn(session: string | undefined): boolean;
}

export interface WindowSessionOptions {
  sessions: SessionStore;
  /** Called with the first one-time token, and with a new one each time one was used. */
  onNewToken(token: string): void;
  now?: () => number;
}

/** A session nobody used for this long is gone, in ms. */
export const sessionLifetime = 30 * 24 * 60 * 60 * 1000;

export function createWindowSessions({ sessions, onNewToken, now = Date.now }: WindowSessionOptions): WindowSessions {
  let token = newToken();
  return {
    announce: () => onNewToken(token),
    exchange(given) {
      if (!isSameHash(hashToken(given), hashToken(token))) return undefined;
      token = newToken();
      const session = newToken();
      sessions.insert(hashToken(session), now());
      onNewToken(token);
      return session;
    },
    isSignedIn(session) {
      if (session === undefined) return false;
      sessions.deleteUnusedSince(now() - sessionLifetime);
      return sessions.touch(hashToken(session), now());
    },
  };
}

const cookieName = 'switchyard_session';
const cookieOptions = { httpOnly: true, sameSite: 'strict', path: '/', maxAge: sessionLifetime / 1000 } as const;

export const sessionOf = (request: FastifyRequest): string | undefined => request.cookies[cookieName];

const signIn = z.object({ token: z.string().max(200) });

/** Needs @fastify/cookie. */
export function addSessionRoutes(app: FastifyInstance, windows: WindowSessions): void {
  app.post('/session', (request, reply) => {
    const given = signIn.safeParse(request.body).data;
    const session = given && windows.exchange(given.token);
    if (session === undefined) {
      throw new AppError(
        'TOKEN_INVALID',
        'This sign-in link was used already or is from an earlier start. Open the newest one printed in the terminal.',
      );
    }
    return reply.setCookie(cookieName, session, cookieOptions).code(204).send();
  });

  app.get('/session', (request, reply) => {
    const session = sessionOf(request);
    if (session === undefined || !windows.isSignedIn(session)) {
      throw new AppError('TOKEN_MISSING', 'This window is not signed in. Open the address printed in the terminal.');
    }
    // Sent again, so that it lives 30 days from now.
    return reply.setCookie(cookieName, session, cookieOptions).code(204).send();
  });
}
