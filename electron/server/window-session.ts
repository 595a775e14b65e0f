import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { hashToken, isSameHash, newToken } from '../api/token.ts';
import type { Log } from '../lib/log.ts';

/** Where the sessions of browser windows are kept, so that a restart of the host signs nobody out. */
export interface SessionStore {
  insert(hash: string, now: number): void;
  /** Whether there is such a session, last used at that time or later. */
  has(hash: string, since: number): boolean;
  /** It counts as used now. */
  touch(hash: string, now: number): void;
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
  log: Log;
  /** Called with the first one-time token, and with a new one each time one was used. */
  onNewToken(token: string): void;
  now?: () => number;
}

const day = 24 * 60 * 60 * 1000;

/** A session nobody used for this long is gone, in ms. */
export const sessionLifetime = 30 * day;

export function createWindowSessions(options: WindowSessionOptions): WindowSessions {
  const { sessions, log, onNewToken, now = Date.now } = options;
  let token = newToken();

  /** Notes that it was used, once a day. Whoever is signed in stays so on a full disk, too. */
  const noteUse = (hash: string): void => {
    try {
      if (sessions.has(hash, now() - day)) return;
      sessions.touch(hash, now());
      sessions.deleteUnusedSince(now() - sessionLifetime);
    } catch (error) {
      log.warn({ err: error }, 'the use of a session could not be noted');
    }
  };

  return {
    announce: () => onNewToken(token),
    exchange(given) {
      if (!isSameHash(hashToken(given), hashToken(token))) return undefined;
      const session = newToken();
      // Before the link counts as used: on a full disk it can be tried again.
      sessions.insert(hashToken(session), now());
      token = newToken();
      onNewToken(token);
      return session;
    },
    isSignedIn(session) {
      if (session === undefined) return false;
      const hash = hashToken(session);
      if (!sessions.has(hash, now() - sessionLifetime)) return false;
      noteUse(hash);
      return true;
    },
  };
}

export interface WindowCookie {
  read(request: FastifyRequest): string | undefined;
  write(reply: FastifyReply, session: string): FastifyReply;
}

/** Browsers keep cookies apart by host, not by port: two homes on one machine need two names. */
export function windowCookie(homeId: string | undefined): WindowCookie {
  const name = homeId === undefined ? 'switchyard_session' : `switchyard_session_${homeId}`;
  const options = { httpOnly: true, sameSite: 'strict', path: '/', maxAge: sessionLifetime / 1000 } as const;
  return {
    read: (request) => request.cookies[name],
    write: (reply, session) => reply.setCookie(name, session, options),
  };
}

/** Bytes; the token is 43 characters, and anybody on this machine may send one. */
const largestSignIn = 4096;

const signIn = z.object({ token: z.string().max(200) });

/** Needs @fastify/cookie. */
export function addSessionRoutes(
  app: FastifyInstance,
  { windows, cookie }: { windows: WindowSessions; cookie: WindowCookie },
): void {
  app.post('/session', { bodyLimit: largestSignIn }, (request, reply) => {
    const given = signIn.safeParse(request.body).data;
    const session = given && windows.exchange(given.token);
    if (session === undefined) {
      throw new AppError(
        'TOKEN_INVALID',
        'This sign-in link was used already or is from an earlier start. Open the newest one printed in the terminal.',
      );
    }
    return cookie.write(reply, session).code(204).send();
  });

  app.get('/session', (request, reply) => {
    const session = cookie.read(request);
    if (session === undefined || !windows.isSignedIn(session)) {
      throw new AppError('TOKEN_MISSING', 'This window is not signed in. Open the address printed in the terminal.');
    }
    // Sent again, so that it lives 30 days from now.
    return cookie.write(reply, session).code(204).send();
  });
}
