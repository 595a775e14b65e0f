import type { ProviderErrorCode } from './provider-error.ts';

/** A code and the words for it, with spaces between them. */
type Meanings = Partial<Record<ProviderErrorCode, readonly string[]>>;

/** `API_KEY_INVALID`, `ThrottlingException` and `throttlingException` are compared without case and signs. */
const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

const byWord = (meanings: Meanings): ReadonlyMap<string, ProviderErrorCode> =>
  new Map(
    Object.entries(meanings).flatMap(([code, lines]) =>
      lines.flatMap((line) => line.split(' ')).map((word) => [plain(word), code as ProviderErrorCode] as const),
    ),
  );

/** Codes and types that the vendors' error bodies carry. They say more than the status: 429 is also "no credit left". */
const typed = byWord({
  INVALID_API_KEY: [
    'invalid_api_key wrong_api_key authentication_error invalid_authentication_error unauthorized invalid_auth',
    // google.rpc: https://docs.cloud.google.com/php/docs/reference/common-protos/latest/Rpc.ErrorReason
    'API_KEY_INVALID CREDENTIALS_MISSING ACCESS_TOKEN_EXPIRED ACCESS_TOKEN_TYPE_UNSUPPORTED UNAUTHENTICATED',
    // AWS: https://docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html
    'UnrecognizedClientException InvalidSignatureException IncompleteSignature ExpiredTokenException',
    'InvalidClientTokenId MissingAuthenticationToken',
  ],
  PERMISSION_DENIED: [
    'permission_error permission_denied missing_permissions insufficient_permissions forbidden no_access',
    'AccessDeniedException NotAuthorized OptInRequired organization_restricted model_access_denied',
    'SERVICE_DISABLED API_KEY_SERVICE_BLOCKED API_KEY_HTTP_REFERRER_BLOCKED API_KEY_IP_ADDRESS_BLOCKED',
    'CONSUMER_INVALID detected_unusual_activity unsupported_country_region_territory',
  ],
  PAYMENT_REQUIRED: [
    'insufficient_quota quota_exceeded exceeded_current_quota_error billing_hard_limit_reached billing_not_active',
    'billing_error BILLING_DISABLED payment_required ASR_PAYMENT_REQUIRED Arrearage insufficient_credits',
    'insufficient_balance NOT_ENOUGH_BALANCE BILLING_BALANCE_NOT_ENOUGH',
  ],
  MODEL_NOT_FOUND: [
    'model_not_found model_not_available invalid_model unknown_model unavailable_model DeploymentNotFound',
  ],
  CONTEXT_TOO_LONG: [
    'context_length_exceeded exceed_context_size_error string_above_max_length tokens_limit_reached',
    'max_character_limit_exceeded request_too_large payload_too_large',
  ],
  CONTENT_REFUSED: [
    'content_filter content_policy_violation moderation_blocked content_moderation ResponsibleAIPolicyViolation',
    'data_inspection_failed ILLEGAL_PROMPT ILLEGAL_IMAGE_CONTENT',
  ],
  RATE_LIMITED: [
    'rate_limit_exceeded rate_limit_error rate_limit_reached rate_limit_reached_error rate_limited',
    'too_many_requests too_many_requests_error too_many_tokens_error too_many_concurrent_requests',
    'RESOURCE_EXHAUSTED ThrottlingException Throttling',
  ],
  PROVIDER_UNHEALTHY: [
    'overloaded_error engine_overloaded_error server_is_overloaded slow_down system_busy UNAVAILABLE',
    'ServiceUnavailableException InternalServerException InternalFailure',
    'ModelNotReadyException ModelErrorException ModelStreamErrorException',
  ],
  PROVIDER_TIMEOUT: ['timeout_error ModelTimeoutException DEADLINE_EXCEEDED'],
});

/** Types so general that a status says more. */
const general = byWord({
  PROVIDER_UNHEALTHY: ['server_error api_error internal_error internal_server_error internal'],
  PROVIDER_REJECTED: ['invalid_request_error INVALID_ARGUMENT ValidationException bad_request failed'],
});

const statuses: ReadonlyMap<number, ProviderErrorCode> = new Map([
  [401, 'INVALID_API_KEY'],
  [402, 'PAYMENT_REQUIRED'],
  [403, 'PERMISSION_DENIED'],
  [408, 'PROVIDER_TIMEOUT'],
  // Nobody else works on what we ask for, so a conflict is their own; so is a failed dependency or a cancelled call.
  [409, 'PROVIDER_UNHEALTHY'],
  [413, 'CONTEXT_TOO_LONG'],
  [424, 'PROVIDER_UNHEALTHY'],
  [425, 'PROVIDER_UNHEALTHY'],
  [429, 'RATE_LIMITED'],
  [451, 'PERMISSION_DENIED'],
  [499, 'PROVIDER_UNHEALTHY'],
  // Not built: trying again does not help.
  [501, 'PROVIDER_REJECTED'],
  [504, 'PROVIDER_TIMEOUT'],
  // Cloudflare's: https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/
  [522, 'PROVIDER_TIMEOUT'],
  [524, 'PROVIDER_TIMEOUT'],
]);

const lookUp =
  (table: ReadonlyMap<string, ProviderErrorCode>) =>
  (words: readonly string[]): ProviderErrorCode | undefined =>
    words.map((word) => table.get(plain(word))).find((code) => code !== undefined);

export const typedCode = lookUp(typed);
export const generalCode = lookUp(general);

export const statusCode = (status: number): ProviderErrorCode =>
  statuses.get(status) ?? (status >= 500 ? 'PROVIDER_UNHEALTHY' : 'PROVIDER_REJECTED');
