/** What the window shows and looks at before it asks: apart from the schema, so that it needs no zod. Times are in ms. */
export const networkDefaults = {
  connectTimeout: 10_000,
  firstTokenTimeout: 300_000,
  betweenTokensTimeout: 120_000,
  totalTimeout: null,
  maxRetries: 2,
  retryBackoff: 'exponential',
  retryBase: 500,
  retryCap: 30_000,
  retryJitter: true,
} as const;

const day = 24 * 60 * 60 * 1000;

export const networkRanges = {
  connectTimeout: { min: 100, max: 600_000 },
  firstTokenTimeout: { min: 1000, max: day },
  betweenTokensTimeout: { min: 1000, max: day },
  totalTimeout: { min: 1000, max: day },
  maxRetries: { min: 0, max: 10 },
  retryBase: { min: 1, max: 600_000 },
  retryCap: { min: 1, max: day },
} as const;

/** Headers that the vendor or the transport writes: a second one would break a request, or show a key. */
export const refusedHeaders: readonly string[] = [
  'authorization proxy-authorization x-api-key api-key x-goog-api-key xi-api-key cookie cookie2 set-cookie',
  'host content-length content-type content-encoding accept-encoding transfer-encoding date',
  'connection proxy-connection keep-alive te trailer upgrade expect via',
].flatMap((line) => line.split(' '));

/** They are part of a signature that is made before the custom headers are added. */
const signedHeader = /^x-amz-/i;

export const isRefusedHeader = (name: string): boolean =>
  signedHeader.test(name) || refusedHeaders.includes(name.toLowerCase());

export const headerName = /^[!#$%&'*+.^`|~\w-]+$/;
export const headerValue = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;

/** Without user and password: whoever keeps a password in an address keeps it in the open. */
export const proxyAddress = /^https?:\/\/([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?\/?$/i;

/** Its shape only: whether it is one is seen where it is parsed, in the host. */
export const certificateText = /-----BEGIN CERTIFICATE-----\s[\w+/=\s]+-----END CERTIFICATE-----/;
export const privateKeyText = /PRIVATE KEY-----/;
