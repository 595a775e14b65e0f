import { z } from 'zod';
import { hostOf, isPrivateHost } from '../../network/addresses.ts';

const remedy = 'It looks like https://api.example.com/v1 or http://localhost:1234/v1.';

function withScheme(text: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return text;
  const url = URL.parse(`http://${text}`);
  // On one's own machine and network https is the exception.
  return `${url && isPrivateHost(hostOf(url)) ? 'http' : 'https'}://${text}`;
}

/** What people paste from a vendor's example: the address of a call in place of the base. */
const withoutCall = (path: string): string => path.replace(/\/(chat\/completions|completions|models)?\/*$/, '');

interface Problem {
  /** What the window looks up its own words by. */
  reason: 'not-a-url' | 'scheme' | 'credentials' | 'query';
  message: string;
}

const notAUrl: Problem = { reason: 'not-a-url', message: 'This is not a URL.' };

function problemOf(url: URL): Problem | null {
  if (!url.hostname) return notAUrl;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { reason: 'scheme', message: 'The base URL must begin with http:// or https://.' };
  }
  if (url.username || url.password) {
    const message = 'A base URL holds no user name or password. Put the key into its own field.';
    return { reason: 'credentials', message };
  }
  if (url.search || url.hash) {
    return { reason: 'query', message: 'The base URL must end with its path, without ? or #.' };
  }
  return null;
}

/** A base URL as people write it: a missing scheme is added, slashes and a pasted call at the end are taken off. */
export const baseUrl = z
  .string({ error: `A base URL is needed. ${remedy}` })
  .trim()
  .min(1, `A base URL is needed. ${remedy}`)
  .max(2000)
  .transform((text, context) => {
    const url = URL.parse(withScheme(text));
    const problem = url ? problemOf(url) : notAUrl;
    if (url && !problem) return url.origin + withoutCall(url.pathname.replace(/\/+$/, ''));
    const { reason, message } = problem ?? notAUrl;
    context.addIssue({ code: 'custom', message: `${message} ${remedy}`, params: { reason } });
    return z.NEVER;
  });
