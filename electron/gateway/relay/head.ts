import type { Answer } from '../../providers/network/send.ts';

/** Names in lower case. */
type HeaderFields = Readonly<Record<string, string>>;

export interface RelayHead {
  status: number;
  headers: HeaderFields;
}

/** What of an answer is for whoever asked: what it is, what is left of the limits, how to name it to the vendor. */
const passesBack = /^(content-type|retry-after(-ms)?|x-ratelimit-.+|(openai|anthropic)-.+|(.+-)?request-id)$/;

export const headOf = ({ status, headers }: Pick<Answer, 'status' | 'headers'>): RelayHead => ({
  status,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => passesBack.test(name))),
});

export type GivenHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Of what a client sends only what belongs to its dialect: never a key. */
export const headersFor = (passesOn: RegExp, given: GivenHeaders): HeaderFields =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      if (value === undefined || !passesOn.test(name.toLowerCase())) return [];
      return [[name.toLowerCase(), typeof value === 'string' ? value : value.join(', ')]];
    }),
  );
