import { z } from 'zod';
import { secretId } from './ids.ts';
import { withoutDefaults } from './without-defaults.ts';

/** Headers that the vendor or the transport writes: a second one would break a request, or show a key. */
export const refusedHeaders: readonly string[] = [
  'authorization proxy-authorization x-api-key api-key x-goog-api-key xi-api-key cookie cookie2 set-cookie',
  'host content-length content-type content-encoding accept-encoding transfer-encoding date',
  'connection proxy-connection keep-alive te trailer upgrade expect via',
].flatMap((line) => line.split(' '));

/** They are part of a signature that is made before the custom headers are added. */
const signedHeader = /^x-amz-/i;

const isRefusedHeader = (name: string): boolean =>
  signedHeader.test(name) || refusedHeaders.includes(name.toLowerCase());

const headerName = z
  .string()
  .max(100)
  .regex(/^[!#$%&'*+.^`|~\w-]+$/, 'A header name has letters, digits and - only.')
  .refine((name) => !isRefusedHeader(name), {
    error: ({ input }) =>
      `${String(input)} is set by the app itself. Put a key into the key field, leave out the rest.`,
  });

const headerValue = z
  .string()
  .max(4096)
  .regex(/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/, 'A header value is one line of plain letters, and not empty.');

const headers = z
  .record(headerName, headerValue)
  .refine((given) => Object.keys(given).length <= 50, 'No more than 50 headers.')
  .refine((given) => new Set(Object.keys(given).map((name) => name.toLowerCase())).size === Object.keys(given).length, {
    error: 'A header is given twice. Upper and lower case are the same.',
  });

const proxyAddress = /^https?:\/\/([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?\/?$/i;

const proxy = z
  .string()
  .trim()
  .max(500)
  // Whoever keeps a password in an address keeps it in the open.
  .refine((text) => !text.includes('@'), 'The address holds no user name or password. They have fields of their own.')
  .refine(
    (text) => text === 'system' || text.includes('@') || proxyAddress.test(text),
    'A proxy looks like http://proxy.example.com:3128, or is the word system.',
  );

/** Its shape only: whether it is one is seen where it is parsed, in the host. */
const certificates = z
  .string()
  .trim()
  .max(500_000)
  .regex(
    /-----BEGIN CERTIFICATE-----\s[\w+/=\s]+-----END CERTIFICATE-----/,
    'A certificate is text that begins with -----BEGIN CERTIFICATE-----.',
  )
  .refine((text) => !/PRIVATE KEY-----/.test(text), 'There is a private key in it. The key has a field of its own.');

const day = 24 * 60 * 60 * 1000;
const limit = z.int().min(1000).max(day).nullable();

/**
 * How one instance is reached. Every field has a default, so that what is stored is only what somebody chose.
 * The form is drawn from it. Times are in ms.
 */
export const networkSettings = z.object({
  proxy: proxy.nullable().default('system').meta({
    title: 'Proxy',
    description: 'system takes HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment; null is none.',
    placeholder: 'http://proxy.example.com:3128',
  }),
  proxyUser: z.string().trim().min(1).max(200).nullable().default(null).meta({
    title: 'Proxy user',
    description: 'Only for a proxy that asks for one.',
  }),
  proxyPassword: secretId.nullable().default(null).meta({
    title: 'Proxy password',
    description: 'Only for a proxy that asks for one. Kept encrypted.',
  }),
  caCertificates: certificates.nullable().default(null).meta({
    title: 'Certificate authorities',
    description: 'PEM, one or more. Trusted besides those that the app trusts anyway.',
    placeholder: '-----BEGIN CERTIFICATE-----',
  }),
  clientCertificate: certificates.nullable().default(null).meta({
    title: 'Client certificate',
    description: 'PEM. Only for a server that asks who is there.',
    placeholder: '-----BEGIN CERTIFICATE-----',
  }),
  clientKey: secretId.nullable().default(null).meta({
    title: 'Key of the client certificate',
    description: 'PEM, without a passphrase. Kept encrypted.',
  }),
  verify: z.boolean().default(true).meta({
    title: 'Check certificates',
    description: 'Off, anybody on the way can read the key and change the answers. Better add the authority above.',
  }),
  headers: headers.default({}).meta({
    title: 'Headers',
    description: 'Sent with each request to the base URL, in place of the app’s own of that name. Not for keys.',
  }),
  connectTimeout: z.int().min(100).max(600_000).default(10_000).meta({
    title: 'Time to connect',
    description: 'In ms.',
  }),
  firstTokenTimeout: limit.default(300_000).meta({
    title: 'Time to the first token',
    description: 'In ms; null is without a limit.',
  }),
  betweenTokensTimeout: limit.default(120_000).meta({
    title: 'Time between two tokens',
    description: 'In ms; null is without a limit.',
  }),
  totalTimeout: limit.default(null).meta({
    title: 'Time for a whole answer',
    description: 'In ms; null is without a limit.',
  }),
  maxRetries: z.int().min(0).max(10).default(2).meta({
    title: 'Retries',
    description: 'How often a failed request is tried again, where that can help.',
  }),
  retryBackoff: z.enum(['exponential', 'linear', 'fixed']).default('exponential').meta({
    title: 'Wait between retries',
    description: 'Doubled each time, longer by the same each time, or always the same.',
  }),
  retryBase: z.int().min(1).max(600_000).default(500).meta({
    title: 'First wait',
    description: 'In ms.',
  }),
  retryCap: z.int().min(1).max(day).default(30_000).meta({
    title: 'Longest wait',
    description: 'In ms.',
  }),
  retryJitter: z.boolean().default(true).meta({
    title: 'Random wait',
    description: 'Anything up to the wait, so that not all who failed together come back together.',
  }),
});
export type NetworkSettings = z.output<typeof networkSettings>;

/** What somebody chose; the rest is as the defaults say. */
export const networkChoices = z.strictObject(withoutDefaults(networkSettings.shape)).partial();
export type NetworkChoices = z.output<typeof networkChoices>;

/**
 * The same as it comes in: what refers to a secret is never typed, or one could be sent where it does not belong. What
 * needs such a secret, and what nothing acts on yet, is refused rather than kept for nothing.
 */
export const typedNetwork = networkChoices.omit({
  proxyUser: true,
  proxyPassword: true,
  clientCertificate: true,
  clientKey: true,
  maxRetries: true,
  retryBackoff: true,
  retryBase: true,
  retryCap: true,
  retryJitter: true,
});
