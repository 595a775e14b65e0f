/** The `type` word of a REST error body: the vocabulary OpenAI clients already know. */
type ErrorType =
  | 'invalid_request_error'
  | 'authentication_error'
  | 'permission_error'
  | 'not_found_error'
  | 'rate_limit_error'
  | 'insufficient_quota'
  | 'server_error';

interface CodeFacts {
  status: number;
  type: ErrorType;
  /** Whether the same request may succeed later without anybody changing anything. */
  retryable: boolean;
}

const code = (status: number, type: ErrorType, retryable = false): CodeFacts => ({ status, type, retryable });

/** Every error this app can give, once: its code, its HTTP status and whether trying again can help. */
export const errorCodes = {
  // What was asked
  VALIDATION_FAILED: code(400, 'invalid_request_error'),
  BODY_TOO_LARGE: code(413, 'invalid_request_error'),
  HEADERS_TOO_LARGE: code(431, 'invalid_request_error'),
  REQUEST_TIMEOUT: code(408, 'invalid_request_error', true),
  UNKNOWN_CALL: code(404, 'not_found_error'),
  NOT_FOUND: code(404, 'not_found_error'),
  PROVIDER_NOT_FOUND: code(404, 'not_found_error'),
  MODEL_NOT_FOUND: code(404, 'not_found_error'),
  /** Nobody may answer this request as it is. */
  NO_TARGET: code(422, 'invalid_request_error'),
  REFUSED_BY_RULE: code(403, 'permission_error'),
  CONFLICT: code(409, 'invalid_request_error'),
  CANCELLED: code(499, 'invalid_request_error'),
  // Who asked, and from where
  TOKEN_MISSING: code(401, 'authentication_error'),
  TOKEN_INVALID: code(401, 'authentication_error'),
  HOST_NOT_ALLOWED: code(403, 'permission_error'),
  ORIGIN_NOT_ALLOWED: code(403, 'permission_error'),
  SENDER_NOT_TRUSTED: code(403, 'permission_error'),
  // A provider's answer
  INVALID_API_KEY: code(401, 'authentication_error'),
  PERMISSION_DENIED: code(403, 'permission_error'),
  PAYMENT_REQUIRED: code(402, 'insufficient_quota'),
  QUOTA_EXCEEDED: code(402, 'insufficient_quota'),
  RATE_LIMITED: code(429, 'rate_limit_error', true),
  PROVIDER_REJECTED: code(400, 'invalid_request_error'),
  CONTEXT_TOO_LONG: code(400, 'invalid_request_error'),
  CONTENT_REFUSED: code(400, 'invalid_request_error'),
  PROVIDER_UNHEALTHY: code(503, 'server_error', true),
  PROVIDER_UNREACHABLE: code(502, 'server_error', true),
  PROVIDER_TIMEOUT: code(504, 'server_error', true),
  PROVIDER_BAD_ANSWER: code(502, 'server_error', true),
  STREAM_INTERRUPTED: code(502, 'server_error', true),
  // Local models
  MODEL_FILE_INVALID: code(422, 'invalid_request_error'),
  MODEL_FILE_UNREADABLE: code(422, 'invalid_request_error'),
  MODEL_TEMPLATE_INVALID: code(422, 'invalid_request_error'),
  MODEL_FOLDER_UNREADABLE: code(422, 'invalid_request_error'),
  MODEL_NAME_AMBIGUOUS: code(400, 'invalid_request_error'),
  MODEL_LACKS_CAPABILITY: code(400, 'invalid_request_error'),
  MODEL_LOAD_FAILED: code(500, 'server_error'),
  MODEL_LOAD_TIMEOUT: code(504, 'server_error'),
  MODEL_CRASHES: code(500, 'server_error'),
  MODEL_WILL_NOT_FIT: code(507, 'server_error'),
  MODEL_IN_USE: code(409, 'invalid_request_error'),
  LOCAL_QUEUE_FULL: code(503, 'server_error', true),
  UNSUPPORTED_PARAMETER: code(400, 'invalid_request_error'),
  UNSUPPORTED_SCHEMA: code(400, 'invalid_request_error'),
  GRAMMAR_INVALID: code(400, 'invalid_request_error'),
  ENGINE_UNAVAILABLE: code(503, 'server_error'),
  ENGINE_LOST: code(502, 'server_error', true),
  ENGINE_STALLED: code(504, 'server_error', true),
  // Keys at rest
  VAULT_LOCKED: code(423, 'permission_error'),
  VAULT_NOT_SET_UP: code(423, 'permission_error'),
  VAULT_KEY_WRONG: code(403, 'permission_error'),
  KEYCHAIN_UNAVAILABLE: code(503, 'server_error'),
  // The machine
  STORAGE_FULL: code(507, 'server_error'),
  STORAGE_UNWRITABLE: code(507, 'server_error'),
  STORAGE_BUSY: code(503, 'server_error', true),
  STORE_DAMAGED: code(500, 'server_error'),
  BACKUP_DAMAGED: code(500, 'server_error'),
  SECRET_UNREADABLE: code(500, 'server_error'),
  STORE_TOO_NEW: code(500, 'server_error'),
  STORE_FOREIGN: code(500, 'server_error'),
  ALREADY_RUNNING: code(409, 'server_error'),
  PORT_TAKEN: code(409, 'server_error'),
  DISCONNECTED: code(503, 'server_error', true),
  INTERNAL: code(500, 'server_error'),
} as const satisfies Record<string, CodeFacts>;

export type ErrorCode = keyof typeof errorCodes;

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(errorCodes, value);
