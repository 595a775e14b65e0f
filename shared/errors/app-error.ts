import { type ErrorCode, errorCodes } from './codes.ts';

/** Facts about an error that may be shown and logged. Never a key, a prompt or a body. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** An error as it crosses a wire. */
export interface ErrorData {
  code: ErrorCode;
  message: string;
  retryable: boolean;
  details?: ErrorDetails;
}

export interface AppErrorOptions {
  cause?: unknown;
  details?: ErrorDetails;
  /** Overrides what the code's row says. */
  retryable?: boolean;
}

/** The one error of this app. The message names the thing and the remedy. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryable = options.retryable ?? errorCodes[code].retryable;
    this.details = options.details;
  }

  get status(): number {
    return errorCodes[this.code].status;
  }

  toJSON(): ErrorData {
    const { code, message, retryable, details } = this;
    return details ? { code, message, retryable, details } : { code, message, retryable };
  }

  static from(data: ErrorData): AppError {
    const { details, retryable } = data;
    return new AppError(data.code, data.message, details ? { details, retryable } : { retryable });
  }
}

/** Turns anything thrown into an AppError. Called at three edges only: vendor transport, contract router, HTTP errors. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError('INTERNAL', 'Something failed inside Switchyard. The log has the details.', { cause: thrown });
}
