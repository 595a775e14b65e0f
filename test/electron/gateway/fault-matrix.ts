import type { ErrorCode } from '../../../shared/errors/codes.ts';
import {
  type Act,
  cutsAfter,
  endsAfter,
  fallsSilentAfter,
  isSilent,
  refuses,
  resetsAfterHeaders,
  resetsAtOnce,
  talksGarbageAfter,
  tellsFailureAfter,
} from '../../helpers/faulty-upstream.ts';

/** What is asked for, and whether the upstream speaks the form of the door. */
export const modes = {
  whole: { path: '/chat/completions', isStream: false, isRelayed: true },
  stream: { path: '/chat/completions', isStream: true, isRelayed: true },
  embeddings: { path: '/embeddings', isStream: false, isRelayed: true },
  'whole, other form': { path: '/chat/completions', isStream: false, isRelayed: false },
  'stream, other form': { path: '/chat/completions', isStream: true, isRelayed: false },
} as const;
export type ModeName = keyof typeof modes;
export const modeNames = Object.keys(modes) as ModeName[];

/** What could help. `next try`: the fault is over when the same one is asked again. */
export const backups = ['nobody', 'next try', 'next key', 'next instance', 'local model'] as const;
export type Backup = (typeof backups)[number];

export interface Fault {
  name: string;
  act: Act | 'nobody listens' | 'stranger’s certificate';
  /** What it is before anything was seen. */
  code: ErrorCode;
  /** The status that was answered, where the fault is one. */
  status?: number;
  /** It asks for more patience than there is. */
  isNotWorthWaiting?: true;
  /** It uses up all the patience there is. */
  isSlow?: true;
  /** Words that a stream has shown when it happens. */
  after?: number;
  /** What it is then. Default: a stream that was interrupted. */
  late?: ErrorCode;
  /** In a stream that is passed on byte by byte it is not looked at. */
  passesUnread?: true;
  /** The code in the vendor's own event, where that is passed on; in another form it is told as what it is. */
  tells?: string | null;
  /** Where an answer is no stream, it is another one. */
  wholeCode?: ErrorCode;
}

const status = (number: number, code: ErrorCode, name = `${number}`, headers = {}): Fault => ({
  name,
  act: refuses(number, headers),
  status: number,
  code,
});

export const faults: readonly Fault[] = [
  { name: 'refused', act: 'nobody listens', code: 'PROVIDER_UNREACHABLE' },
  { name: 'TLS failure', act: 'stranger’s certificate', code: 'PROVIDER_UNREACHABLE' },
  { name: 'reset before headers', act: resetsAtOnce, code: 'PROVIDER_UNREACHABLE' },
  { name: 'reset after headers', act: resetsAfterHeaders, code: 'STREAM_INTERRUPTED' },
  status(400, 'PROVIDER_REJECTED'),
  status(401, 'INVALID_API_KEY'),
  status(402, 'PAYMENT_REQUIRED'),
  status(403, 'PERMISSION_DENIED'),
  status(404, 'MODEL_NOT_FOUND'),
  status(408, 'PROVIDER_TIMEOUT'),
  status(413, 'CONTEXT_TOO_LONG'),
  status(422, 'PROVIDER_REJECTED'),
  status(429, 'RATE_LIMITED'),
  { ...status(429, 'RATE_LIMITED', '429, Retry-After', { 'retry-after': '7' }), isNotWorthWaiting: true },
  status(500, 'PROVIDER_UNHEALTHY'),
  status(502, 'PROVIDER_UNHEALTHY'),
  status(503, 'PROVIDER_UNHEALTHY'),
  status(529, 'PROVIDER_UNHEALTHY'),
  { name: 'slow first byte', act: isSilent, code: 'PROVIDER_TIMEOUT', isSlow: true },
  {
    name: 'slow between tokens',
    act: fallsSilentAfter(2),
    code: 'PROVIDER_TIMEOUT',
    isSlow: true,
    after: 2,
    late: 'PROVIDER_TIMEOUT',
  },
  { name: 'cut after 0 tokens', act: cutsAfter(0), code: 'STREAM_INTERRUPTED' },
  { name: 'cut after 1 token', act: cutsAfter(1), code: 'STREAM_INTERRUPTED', after: 1 },
  { name: 'cut after 30 tokens', act: cutsAfter(30), code: 'STREAM_INTERRUPTED', after: 30 },
  { name: 'end after 0 tokens', act: endsAfter(0), code: 'STREAM_INTERRUPTED', wholeCode: 'PROVIDER_BAD_ANSWER' },
  {
    name: 'end after 30 tokens',
    act: endsAfter(30),
    code: 'STREAM_INTERRUPTED',
    wholeCode: 'PROVIDER_BAD_ANSWER',
    after: 30,
  },
  { name: 'garbage first', act: talksGarbageAfter(0), code: 'PROVIDER_BAD_ANSWER' },
  {
    name: 'garbage after 2 tokens',
    act: talksGarbageAfter(2),
    code: 'PROVIDER_BAD_ANSWER',
    after: 2,
    passesUnread: true,
  },
  { name: 'error event first', act: tellsFailureAfter(0), code: 'PROVIDER_UNHEALTHY' },
  { name: 'error event after 2 tokens', act: tellsFailureAfter(2), code: 'PROVIDER_UNHEALTHY', after: 2, tells: null },
  { name: 'limit event first', act: tellsFailureAfter(0, 'limit'), code: 'RATE_LIMITED' },
  {
    name: 'limit event after 2 tokens',
    act: tellsFailureAfter(2, 'limit'),
    code: 'RATE_LIMITED',
    after: 2,
    tells: 'rate_limit_exceeded',
  },
];

interface Rule {
  /** What a client is told when nobody could help, in OpenAI's words. */
  status: number;
  says: string;
  /** Who may help. */
  key?: true;
  others?: true;
  again?: true;
}

/** What each failure means, as the specification has it; nothing here comes from the code. */
const rules: Partial<Record<ErrorCode, Rule>> = {
  // Whoever is asked next would say the same.
  PROVIDER_REJECTED: { status: 400, says: 'PROVIDER_REJECTED' },
  CONTEXT_TOO_LONG: { status: 400, says: 'context_length_exceeded', others: true },
  MODEL_NOT_FOUND: { status: 404, says: 'model_not_found', others: true },
  INVALID_API_KEY: { status: 401, says: 'invalid_api_key', key: true, others: true },
  PAYMENT_REQUIRED: { status: 402, says: 'insufficient_quota', key: true, others: true },
  PERMISSION_DENIED: { status: 403, says: 'PERMISSION_DENIED', key: true, others: true },
  RATE_LIMITED: { status: 429, says: 'rate_limit_exceeded', key: true, others: true, again: true },
  PROVIDER_UNHEALTHY: { status: 503, says: 'PROVIDER_UNHEALTHY', others: true, again: true },
  PROVIDER_UNREACHABLE: { status: 502, says: 'PROVIDER_UNREACHABLE', others: true, again: true },
  PROVIDER_TIMEOUT: { status: 504, says: 'PROVIDER_TIMEOUT', others: true, again: true },
  PROVIDER_BAD_ANSWER: { status: 502, says: 'PROVIDER_BAD_ANSWER', others: true, again: true },
  STREAM_INTERRUPTED: { status: 502, says: 'STREAM_INTERRUPTED', others: true, again: true },
};

/** What a vendor's own refusal says where it is passed on as it came: its status, and its code. */
const passedOn: Readonly<Record<number, string | null>> = { 400: null, 404: 'model_not_found', 413: null, 422: null };

/** Who gives the words: `one` is the faulty one, `key` the same with its next key. */
export type Giver = 'one' | 'key' | 'two' | 'local';

export interface Expected {
  /** What the client saw. */
  status: number;
  end: 'whole' | 'error';
  code: string | null;
  /** From whom the words came, and how many; null is all of them. */
  words: { from: Giver; count: number | null } | null;
  /** How often each was asked. */
  asked: { one: number; key: number; two: number };
  /** In their order. */
  attempts: string[];
  row: { status: 'complete' | 'failed'; errorCode: ErrorCode | null; usageOf: Giver | null };
}

const helpers: Readonly<Record<Exclude<Backup, 'nobody'>, Giver>> = {
  'next try': 'one',
  'next key': 'key',
  'next instance': 'two',
  'local model': 'local',
};
const labels: Readonly<Record<Giver, string>> = {
  one: 'one first',
  key: 'one second',
  two: 'two first',
  local: 'local',
};

export function expectedOf(fault: Fault, modeName: ModeName, backup: Backup): Expected {
  const mode = modes[modeName];
  // In another form it is always asked for as a stream.
  const isUpstreamStream = mode.isStream || !mode.isRelayed;
  const shown = mode.isStream ? (fault.after ?? 0) : 0;
  if (fault.passesUnread && mode.isRelayed && mode.isStream) return untouched();

  const early = isUpstreamStream ? fault.code : (fault.wholeCode ?? fault.code);
  const late = fault.late ?? (mode.isRelayed ? 'STREAM_INTERRUPTED' : fault.code);
  const code = shown > 0 ? late : early;
  const rule = rules[code];
  if (!rule) throw new Error(`There is no rule for ${code}.`);
  const failed = `${labels.one} ${code}`;
  const asked = {
    one: fault.act === 'nobody listens' || fault.act === 'stranger’s certificate' ? 0 : 1,
    key: 0,
    two: 0,
  };

  if (shown === 0 && backup !== 'nobody' && helps(backup, rule, fault)) {
    const giver = helpers[backup];
    return {
      ...untouched(giver),
      asked: { ...asked, ...(giver !== 'local' && { [giver]: giver === 'one' ? 2 : 1 }) },
      attempts: [failed, `${labels[giver]} answered`],
    };
  }
  const own = mode.isRelayed && fault.status !== undefined && fault.status in passedOn ? fault.status : undefined;
  const says = own === undefined ? rule.says : (passedOn[own] ?? null);
  return {
    status: shown > 0 ? 200 : (own ?? rule.status),
    end: 'error',
    code: shown > 0 && mode.isRelayed && fault.tells !== undefined ? fault.tells : says,
    words: shown > 0 ? { from: 'one', count: shown } : null,
    asked,
    // Tried again in vain.
    attempts: backup === 'next try' && rule.again && typeof fault.act === 'string' ? [failed, failed] : [failed],
    row: { status: 'failed', errorCode: code, usageOf: null },
  };
}

function helps(backup: Exclude<Backup, 'nobody'>, rule: Rule, { isNotWorthWaiting, isSlow, act }: Fault): boolean {
  switch (backup) {
    case 'next try':
      // Whoever is not there is still not there.
      return rule.again === true && !isNotWorthWaiting && !isSlow && typeof act === 'function';
    case 'next key':
      return rule.key === true;
    case 'next instance':
    case 'local model':
      return rule.others === true;
  }
}

const untouched = (from: Giver = 'one'): Expected => ({
  status: 200,
  end: 'whole',
  code: null,
  words: { from, count: null },
  asked: { one: 1, key: 0, two: 0 },
  attempts: [`${labels[from]} answered`],
  row: { status: 'complete', errorCode: null, usageOf: from },
});
