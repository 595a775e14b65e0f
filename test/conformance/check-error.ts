import { classifyError } from '../../electron/providers/errors/classify-error.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { VendorFixture } from '../fixtures/vendors/types.ts';
import type { Outcome } from './ask.ts';
import type { Asked, WireResponse } from './dialect.ts';

const usual: Readonly<Record<number, readonly ErrorCode[]>> = {
  400: ['PROVIDER_REJECTED', 'MODEL_NOT_FOUND', 'CONTEXT_TOO_LONG', 'CONTENT_REFUSED'],
  401: ['INVALID_API_KEY'],
  402: ['PAYMENT_REQUIRED'],
  403: ['PERMISSION_DENIED'],
  404: ['MODEL_NOT_FOUND', 'PROVIDER_REJECTED'],
  408: ['PROVIDER_TIMEOUT'],
  413: ['CONTEXT_TOO_LONG'],
  422: ['PROVIDER_REJECTED', 'CONTEXT_TOO_LONG'],
  429: ['RATE_LIMITED', 'PAYMENT_REQUIRED', 'CONTEXT_TOO_LONG'],
  504: ['PROVIDER_TIMEOUT'],
};

/** An error that came inside a 200. */
const inside: readonly ErrorCode[] = [
  'PROVIDER_REJECTED',
  'PROVIDER_UNHEALTHY',
  'PROVIDER_BAD_ANSWER',
  'RATE_LIMITED',
  'CONTENT_REFUSED',
  'CONTEXT_TOO_LONG',
  'STREAM_INTERRUPTED',
];

const codesFor = (status: number): readonly ErrorCode[] =>
  status < 400 ? inside : (usual[status] ?? (status >= 500 ? ['PROVIDER_UNHEALTHY'] : ['PROVIDER_REJECTED']));

export interface ErrorCase {
  name: string;
  asked: Asked;
  host: string;
  fixture: Pick<VendorFixture, 'errors' | 'apiKey'>;
}

/** What is wrong with how a failed exchange reads to somebody who uses this app. */
export function checkError({ failure }: Outcome, { status }: WireResponse, about: ErrorCase): string[] {
  if (!failure) return [`status ${status} was read as success`];
  const { asked, host, fixture, name } = about;
  const modelId = asked.service === 'models' ? null : asked.modelId;
  const { thrown, hasContent } = failure;
  const { code, message } = classifyError(thrown, { provider: 'Proven', host, modelId, hasContent });
  const named = fixture.errors?.[name]?.code;
  const codes = named ? [named] : codesFor(status);
  return [
    ...(codes.includes(code) ? [] : [`status ${status} is ${code} (${message}) instead of ${codes.join(' or ')}`]),
    ...(fixture.apiKey && message.includes(fixture.apiKey) ? ['the message holds the key'] : []),
    // Vendors quote the key they turned down.
    ...(/\b(sk|gsk|hf|xai|pplx)[-_]\w/.test(message) ? ['the message holds the beginning of a key'] : []),
  ];
}
