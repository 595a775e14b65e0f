import { redactText } from '../lib/redact.ts';
import type { ProviderErrorCode } from './provider-error.ts';

/**
 * The only place where a vendor's words decide, and only where status and typed fields left it open.
 * Each pattern has sentences that must match and near misses that must not in its test.
 */
export const errorPatterns: readonly (readonly [RegExp, ProviderErrorCode])[] = [
  // vLLM, llama.cpp, LM Studio and others give a plain 400 without a code.
  [
    /(maximum|exceeds?( the)?|available) (model('s)? )?context (length|window|size)|context (length|window) exceeded/i,
    'CONTEXT_TOO_LONG',
  ],
  [/prompt is too long|too many (input )?tokens in (the|your) (prompt|request|messages)/i, 'CONTEXT_TOO_LONG'],
  [/exceeded your current quota|insufficient (credits?|balance|funds)|credit balance is too low/i, 'PAYMENT_REQUIRED'],
  [/(incorrect|invalid|missing|expired) api[ _-]?key/i, 'INVALID_API_KEY'],
];

/** Whether a 404 is about the model rather than about the address. */
export const isAboutModel = (text: string): boolean => /\bmodels?\b/i.test(text);

/** Node's own words, and the AI SDK's, for a request that got no answer. */
export const isUnanswered = (text: string): boolean => /^(fetch failed$|Cannot connect to API: )/.test(text);

/** The AI SDK's own words for a stream that stopped without saying that it was done. */
export const isMissingEnd = (text: string): boolean => /stream ended without a finish reason/i.test(text);

/** What the log's redaction need not hide but a screen should: anything long without a word in it, and account names. */
const opaque = /\b(?=[\w-]*\d)[\w-]{28,}\b|\borg-\w{6,}/g;

const longestQuote = 240;

/** A vendor's message as it may be shown and logged: one line, short, without anything like a key. */
export function quote(message: string): string {
  const masked = redactText(message.replace(/\s+/g, ' ').trim()).replace(opaque, '***');
  return masked.length <= longestQuote ? masked : `${masked.slice(0, longestQuote - 1)}…`;
}
