import type { SkipReason, TestStep } from '../../../shared/model/connection-test.ts';
import { errorDataOf, reasonOf } from '../../lib/error-words.ts';
import type { I18n } from '../../lib/i18n.ts';

type Words = Pick<I18n, 't' | 'format'>;
type Found<Name extends TestStep['name']> = NonNullable<Extract<TestStep, { name: Name }>['found']>;

const dayLength = 24 * 60 * 60 * 1000;
/** A certificate that ends sooner than this should be looked at. In days. */
const fewDays = 14;

const skipWords = (reason: SkipReason, { t }: Words): string => t.connectionTest.skipped[reason];

export interface StepFacts {
  text: string;
  /** Not wrong, but to be seen. */
  isWarning: boolean;
}

const plain = (text: string): StepFacts => ({ text, isWarning: false });

/** What a step found, in short. */
export function stepFacts(step: TestStep, words: Words, now: number): StepFacts {
  const { t, format } = words;
  if (step.skipped) return plain(skipWords(step.skipped, words));
  if (step.state === 'unproven') return { text: t.connectionTest.unproven, isWarning: true };
  if (!step.found) return plain('');
  switch (step.name) {
    case 'dns':
      return plain(addressWords(step.found, words));
    case 'connection':
      return connectionFacts(step.found, words, now);
    case 'models': {
      const { count } = step.found;
      return plain(t.providers.models(format.number(count), count === 1));
    }
    case 'token':
      return plain(step.state === 'failed' ? step.found.modelId : tokenWords(step.found, words));
    default:
      return plain('');
  }
}

function addressWords({ addresses }: Found<'dns'>, { t, format }: Words): string {
  const [first = '', ...others] = addresses;
  return others.length === 0 ? first : t.connectionTest.addressAndMore(first, format.number(others.length));
}

function connectionFacts({ address, proxy, tls }: Found<'connection'>, { t, format }: Words, now: number): StepFacts {
  const days = tls?.certificateEnds == null ? null : Math.floor((tls.certificateEnds - now) / dayLength);
  const certificate =
    tls && (tls.isTrusted ? days !== null && certificateWords(days) : t.connectionTest.certificateUnchecked);
  function certificateWords(left: number): string {
    return t.connectionTest.certificateFor(format.number(left), left === 1);
  }
  const where = proxy === null ? address : t.connectionTest.through(proxy);
  const version = tls?.version.replace(/^TLSv/, 'TLS ');
  return {
    text: [where, version, certificate].filter(Boolean).join(' · '),
    isWarning: tls !== null && (!tls.isTrusted || (days !== null && days < fewDays)),
  };
}

function tokenWords({ modelId, firstToken, mostCost }: Found<'token'>, { t, format }: Words): string {
  const answered =
    firstToken === null
      ? t.connectionTest.noToken(modelId)
      : t.connectionTest.firstToken(modelId, format.duration(firstToken));
  return mostCost === null || mostCost === 0
    ? answered
    : `${answered} · ${t.connectionTest.atMost(format.money(mostCost))}`;
}

/** What helps with the very thing that is wrong, where it is known; else undefined. */
export function remedyOf(failure: unknown, { t }: Pick<I18n, 't'>): string | undefined {
  const error = errorDataOf(failure);
  const what = error.details?.['suggestion'] ?? error.details?.['vendor'] ?? '';
  return t.connectionTest.remedies[reasonOf(error) ?? '']?.(String(what));
}

/** A base URL that would do, where the host found one. */
export function otherAddressOf(failure: unknown): string | undefined {
  const suggestion = errorDataOf(failure).details?.['suggestion'];
  return typeof suggestion === 'string' ? suggestion : undefined;
}
