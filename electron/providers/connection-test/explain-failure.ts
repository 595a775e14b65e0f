import { AppError } from '../../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { ProviderFacts } from '../connect.ts';
import { findOtherAddress, mayBeWrongPath } from './other-address.ts';
import { type Line, speaksTls } from './reach.ts';

/** An answer of the provider that is about the key, although it came with the question for the models. */
export const aboutKey: readonly ErrorCode[] = ['INVALID_API_KEY', 'PERMISSION_DENIED', 'PAYMENT_REQUIRED'];
const aboutNetwork: readonly ErrorCode[] = [
  'PROVIDER_UNREACHABLE',
  'PROVIDER_TIMEOUT',
  'STREAM_INTERRUPTED',
  'CANCELLED',
];

export interface FailedList {
  facts: ProviderFacts;
  url: URL;
  /** Null where nobody may be asked anything more. */
  line: Line | null;
  wasAnswered: boolean;
  /** Asks another address for its models. */
  list(facts: ProviderFacts, signal: AbortSignal): Promise<unknown>;
  signal: AbortSignal;
}

export interface ExplainedFailure {
  /** The step it belongs to. */
  name: 'connection' | 'key' | 'models';
  failure: AppError;
}

/** Looks for the reason of a failure where that can be found out: a wrong scheme, a wrong path. */
export async function explainFailure(failure: AppError, failed: FailedList): Promise<ExplainedFailure> {
  const { url, line, facts, signal } = failed;
  const name = stepOf(failure, failed.wasAnswered);
  if (!line || signal.aborted) return { name, failure };
  if (maySpeakTls(failure, url) && (await speaksTls(url, { line, signal }))) {
    const message = `${url.host} speaks https. Write https:// at the beginning of the base URL.`;
    const details = { ...failure.details, param: 'baseUrl', reason: 'speaks-https' };
    return {
      name: 'connection',
      failure: new AppError('PROVIDER_UNREACHABLE', message, { retryable: false, details }),
    };
  }
  if (name !== 'models' || !mayBeWrongPath(failure)) return { name, failure };
  const suggestion = await findOtherAddress(facts, failed);
  if (suggestion === null) return { name, failure };
  const message = `${url.host} has no list of models at this address, but one at ${suggestion}. Make that the base URL.`;
  const details = { ...failure.details, param: 'baseUrl', reason: 'other-address', suggestion };
  return { name, failure: new AppError(failure.code, message, { retryable: false, details }) };
}

function stepOf({ code }: AppError, wasAnswered: boolean): ExplainedFailure['name'] {
  if (aboutKey.includes(code)) return 'key';
  if (wasAnswered) return 'models';
  // What a vendor refuses before it asks anybody is about how it signs in.
  return aboutNetwork.includes(code) ? 'connection' : 'key';
}

/** A server of TLS hangs up on plain http, or says 400. */
const maySpeakTls = ({ code, details }: AppError, { protocol }: URL): boolean =>
  protocol === 'http:' &&
  (details?.['status'] === 400 || (code === 'PROVIDER_UNREACHABLE' && details?.['reason'] !== 'ECONNREFUSED'));
