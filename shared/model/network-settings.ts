import { z } from 'zod';
import {
  certificateText,
  headerName,
  headerValue,
  isRefusedHeader,
  networkDefaults,
  networkRanges,
  privateKeyText,
  proxyAddress,
} from './network-rules.ts';
import { withoutDefaults } from './without-defaults.ts';

const name = z
  .string()
  .max(100)
  .regex(headerName, 'A header name has letters, digits and - only.')
  .refine((text) => !isRefusedHeader(text), {
    error: ({ input }) =>
      `${String(input)} is set by the app itself. Put a key into the key field, leave out the rest.`,
  });

const value = z.string().max(4096).regex(headerValue, 'A header value is one line of plain letters, and not empty.');

const headers = z
  .record(name, value)
  .refine((given) => Object.keys(given).length <= 50, 'No more than 50 headers.')
  .refine((given) => new Set(Object.keys(given).map((one) => one.toLowerCase())).size === Object.keys(given).length, {
    error: 'A header is given twice. Upper and lower case are the same.',
  });

const proxy = z
  .string()
  .trim()
  .max(500)
  .refine((text) => !text.includes('@'), 'The address holds no user name or password. They have fields of their own.')
  .refine(
    (text) => text === 'system' || text.includes('@') || proxyAddress.test(text),
    'A proxy looks like http://proxy.example.com:3128, or is the word system.',
  );

const certificates = z
  .string()
  .trim()
  .max(500_000)
  .regex(certificateText, 'A certificate is text that begins with -----BEGIN CERTIFICATE-----.')
  .refine((text) => !privateKeyText.test(text), 'There is a private key in it. The key has a field of its own.');

const within = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max);
const { connectTimeout, firstTokenTimeout, betweenTokensTimeout, totalTimeout, ...retries } = networkRanges;

/** How one instance is reached. Every field has a default, so that what is stored is only what somebody chose. In ms. */
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
  verify: z.boolean().default(true).meta({
    title: 'Check certificates',
    description: 'Off, anybody on the way can read the key and change the answers. Better add the authority above.',
  }),
  headers: headers.default({}).meta({
    title: 'Headers',
    description: 'Sent with each request to the base URL, in place of the app’s own of that name. Not for keys.',
  }),
  connectTimeout: within(connectTimeout).default(networkDefaults.connectTimeout).meta({
    title: 'Time to connect',
    description: 'In ms.',
  }),
  firstTokenTimeout: within(firstTokenTimeout).nullable().default(networkDefaults.firstTokenTimeout).meta({
    title: 'Time to the first token',
    description: 'In ms; null is without a limit.',
  }),
  betweenTokensTimeout: within(betweenTokensTimeout).nullable().default(networkDefaults.betweenTokensTimeout).meta({
    title: 'Time between two tokens',
    description: 'In ms; null is without a limit.',
  }),
  totalTimeout: within(totalTimeout).nullable().default(networkDefaults.totalTimeout).meta({
    title: 'Time for a whole answer',
    description: 'In ms; null is without a limit.',
  }),
  maxRetries: within(retries.maxRetries).default(networkDefaults.maxRetries).meta({
    title: 'Retries',
    description: 'How often a failed request is tried again, where that can help.',
  }),
  retryBackoff: z.enum(['exponential', 'linear', 'fixed']).default(networkDefaults.retryBackoff).meta({
    title: 'Wait between retries',
    description: 'Doubled each time, longer by the same each time, or always the same.',
  }),
  retryBase: within(retries.retryBase).default(networkDefaults.retryBase).meta({
    title: 'First wait',
    description: 'In ms.',
  }),
  retryCap: within(retries.retryCap).default(networkDefaults.retryCap).meta({
    title: 'Longest wait',
    description: 'In ms.',
  }),
  retryJitter: z.boolean().default(networkDefaults.retryJitter).meta({
    title: 'Random wait',
    description: 'Anything up to the wait, so that not all who failed together come back together.',
  }),
});
export type NetworkSettings = z.output<typeof networkSettings>;

/** What somebody chose; the rest is as the defaults say. */
export const networkChoices = z.strictObject(withoutDefaults(networkSettings.shape)).partial();
export type NetworkChoices = z.output<typeof networkChoices>;

/** What is kept encrypted, and given back to nobody. */
export const networkSecretName = z.enum(['proxyPassword', 'clientKey']);
export type NetworkSecretName = z.output<typeof networkSecretName>;

/** The same as it comes in. A secret is typed as it is; null takes away the one there is, left out it stays. */
export const typedNetwork = networkChoices.extend({
  proxyPassword: z.string().min(1).max(1000).nullable().exactOptional(),
  clientKey: z.string().trim().min(1).max(50_000).nullable().exactOptional(),
});
export type TypedNetwork = z.output<typeof typedNetwork>;
