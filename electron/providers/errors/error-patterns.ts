import { redactText } from '../../lib/redact.ts';
import { readDuration } from './durations.ts';
import type { ProviderErrorCode } from './provider-error.ts';

/**
 * The only place where a vendor's words decide, and only where status and typed fields left it open.
 * Each pattern has sentences that must match and near misses that must not in its test.
 */
export const errorPatterns: readonly (readonly [RegExp, ProviderErrorCode])[] = [
  // vLLM, llama.cpp, LM Studio and others give a plain 400 without a code.
  [
    /\b(maximum|available|exceeds?( the)?) (model('s)? )?context (window )?(length|size|limit|window)\b/i,
    'CONTEXT_TOO_LONG',
  ],
  [/\bcontext (length|window|limit) (exceeded|limit \()/i, 'CONTEXT_TOO_LONG'],
  [/\bexceeds? (this |the )?(model('s)? )?context (window|limits?|length)\b/i, 'CONTEXT_TOO_LONG'],
  [/\bcontext length of only \d/i, 'CONTEXT_TOO_LONG'],
  [/\b(prompt|input) is too long\b/i, 'CONTEXT_TOO_LONG'],
  [/\bprompt (exceeds max length|.{0,30}too (long|large) (to fit|for model))\b/i, 'CONTEXT_TOO_LONG'],
  [/\btoo many (input )?tokens(: total| in (the|your) (prompt|request|messages))\b/i, 'CONTEXT_TOO_LONG'],
  [/\b(number of input tokens|input token count.{0,20}) exceeds (the )?maximum\b/i, 'CONTEXT_TOO_LONG'],
  [/`inputs`( tokens \+ `max_new_tokens`)? must (be <=|have less than) \d/i, 'CONTEXT_TOO_LONG'],
  [/\breduce the length of the messages\b/i, 'CONTEXT_TOO_LONG'],
  // A single request over the limit of a whole minute: waiting does not make it smaller.
  [/^request too large for /i, 'CONTEXT_TOO_LONG'],

  [/\bexceeded your (current quota|monthly included credits)\b/i, 'PAYMENT_REQUIRED'],
  [/\binsufficient (account )?(credits?|balance|funds)\b|\bcredit balance is too low\b/i, 'PAYMENT_REQUIRED'],
  [/\b(lack|not have|doesn't have|don't have) (sufficient|enough|any) (credits?|funds)\b/i, 'PAYMENT_REQUIRED'],
  [
    /\b(used all available|run out of) credits\b|\bused up your daily free allocation\b|\breached your specified api usage limits\b/i,
    'PAYMENT_REQUIRED',
  ],
  [/\bsuspended, possibly due to reaching the monthly spending limit\b/i, 'PAYMENT_REQUIRED'],

  [/\b(incorrect|invalid|missing|expired|wrong) api[ _-]?(key|token)\b/i, 'INVALID_API_KEY'],
  [/\bapi[ _-]?key (is )?(invalid|not valid|expired)\b|\bmake sure your api key is valid\b/i, 'INVALID_API_KEY'],
  [/\bapi key was reported as leaked\b|\bcallers without established identity\b/i, 'INVALID_API_KEY'],
  [/^unauthorized\b|\blog in or use an? \w+ access token\b/i, 'INVALID_API_KEY'],

  [/\bflagged (as potentially violating|by our content moderation|for ")/i, 'CONTENT_REFUSED'],
  [/\binput (or output )?was flagged\b|\bpotentially unsafe or sensitive content\b/i, 'CONTENT_REFUSED'],
  [/\bNSFW content (was )?detected\b/i, 'CONTENT_REFUSED'],
  [/\b(blocked|filtered) (by content filtering|due to the prompt triggering)\b/i, 'CONTENT_REFUSED'],
  [/\brejected (by|as a result of) (our|the) safety system\b/i, 'CONTENT_REFUSED'],
  [/\bviolates (our |the )?(usage|content|safety) (guidelines|polic)/i, 'CONTENT_REFUSED'],

  [/\bservice is temporarily unavailable\b|\bprediction interrupted; please retry\b/i, 'PROVIDER_UNHEALTHY'],

  [
    /\bmodel ['"`]?[\w./:@-]+['"`]? (does not exist|not found|is not supported\. supported models)\b/i,
    'MODEL_NOT_FOUND',
  ],
  [/\bmodel not exist\b|\b(unknown|invalid) model([:,]|$)|\bno such model\b/i, 'MODEL_NOT_FOUND'],
  [/\bis not a valid model id\b|\bmodel identifier is invalid\b/i, 'MODEL_NOT_FOUND'],
  [/\bsupported api model names are\b|\ballowed now, your model\b/i, 'MODEL_NOT_FOUND'],
];

/** Whether a 404 is about the model rather than about the address. */
export const isAboutModel = (text: string): boolean =>
  /\b(models?|deployment)\b/i.test(text) && !/not a chat model|only supported in/i.test(text);

/** Whether a 404 says no more than that there is nothing. */
export const isAboutAddress = (text: string): boolean =>
  /^\W*(404\W*)?(\w+ )?not found\W*$|could not be found\W*$|^(cannot (get|post)|invalid url|could not route)\b/i.test(
    text,
  );

/** Whether a limit says that it is one of the whole account; most are those of a model, in an organization. */
export const isAboutAccount = (text: string): boolean =>
  /\b(your|this|the|per|entire) account\b|\baccount.?(wide|level|rate|limit|quota)|\b(all|across) models\b|free-models-per|\btrial key\b|\bconcurren(t|cy)/i.test(
    text.replaceAll('_', ' '),
  );

/** Node's own words, and the AI SDK's, for a request that got no answer. */
export const isUnanswered = (text: string): boolean => /^(fetch failed$|Cannot connect to API: )/.test(text);

/** The AI SDK's own words for a stream that stopped without saying that it was done. */
export const isMissingEnd = (text: string): boolean =>
  /stream ended without a finish reason|^incomplete .{0,40}event-stream frame/i.test(text);

const askedWait = /\b(?:(?:try|available|retry|retrying)(?: again)?(?: in| after)|wait(?: for)?) ~?(\d[\w. ]*)/i;

/** Milliseconds of "try again in 1.2s"; undefined where it asks for nothing, or not in numbers. */
export function readAskedWait(text: string): number | undefined {
  const words = askedWait.exec(text)?.[1]?.split(' ') ?? [];
  // The longest beginning that is a duration: "42 seconds before retrying".
  for (let count = words.length; count > 0; count -= 1) {
    const wait = readDuration(words.slice(0, count).join(' ').replace(/\.$/, ''));
    if (wait !== undefined) return Math.ceil(wait);
  }
  return undefined;
}

/** What the log's redaction need not hide but a screen should: anything long without a word in it, and account names. */
const opaque = /\b(?=[\w-]*\d)[\w-]{28,}\b|\borg-\w{6,}/g;

const longestQuote = 240;

/** A vendor's message as it may be shown and logged: one line, short, without anything like a key. */
export function quote(message: string): string {
  const masked = redactText(message.replace(/\s+/g, ' ').trim()).replace(opaque, '***');
  return masked.length <= longestQuote ? masked : `${masked.slice(0, longestQuote - 1)}…`;
}
