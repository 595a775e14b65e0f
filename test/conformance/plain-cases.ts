import type { VendorFixture } from '../fixtures/vendors/types.ts';
import { askedFor, type Case, dialectOf } from './prove.ts';
import { widenJson } from './stream-forms.ts';

/** The first exchange, if any, that is a whole answer of plain text, with fields nobody knows at every level. */
export function findWidened(fixture: VendorFixture, cases: readonly Case[]): Case[] {
  for (const { name, interactions } of cases) {
    const [exchange] = interactions;
    if (exchange?.response.status !== 200 || typeof exchange.response.body !== 'string') continue;
    try {
      const { request, response } = exchange;
      const dialect = dialectOf(request, fixture);
      const asked = askedFor(request, dialect, name, fixture);
      const { text = '', toolCalls = [] } = dialect.read(response, request);
      if (asked.service !== 'language' || asked.stream || toolCalls.length > 0 || text === '') continue;
      const body = JSON.stringify(widenJson(JSON.parse(exchange.response.body)));
      return [{ name, interactions: [{ request, response: { ...response, body } }] }];
    } catch {
      // Its own case says what is wrong with it.
    }
  }
  return [];
}
