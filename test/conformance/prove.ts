import { Secret } from '../../electron/lib/secret.ts';
import { checkedFetch } from '../../electron/providers/checked-fetch.ts';
import type { Vendor } from '../../electron/providers/define-vendor.ts';
import type { Service } from '../../shared/model/provider.ts';
import type { VendorFixture } from '../fixtures/vendors/types.ts';
import { ask } from './ask.ts';
import { checkAnswer } from './check-answer.ts';
import { checkError } from './check-error.ts';
import type { Asked, Dialect, Expected, Interaction, WireRequest } from './dialect.ts';
import { dialects } from './dialects.ts';
import { unexplained } from './exceptions.ts';
import { replay } from './replay.ts';
import { bodySplits, type Split, streamSplits } from './splits.ts';

export interface Case {
  name: string;
  interactions: readonly Interaction[];
  expected?: Expected | undefined;
}

export interface Proof {
  services: (Service | 'models')[];
  problems: string[];
}

/** A value that the suite gives every variable a package might look up: it must never go out. */
export const fromEnvironment = 'taken-from-the-environment';

export function dialectOf(request: WireRequest, fixture: VendorFixture): Dialect {
  const found = [...(fixture.dialects ?? []), ...dialects].find((dialect) => dialect.matches(request));
  if (found) return found;
  throw new Error(`No dialect reads ${request.method} ${request.url}.`);
}

export function askedFor(request: WireRequest, dialect: Dialect, name: string, { asks }: VendorFixture): Asked {
  const own = asks?.[name];
  if (own === undefined) return dialect.raise(request);
  return typeof own === 'function' ? own(dialect.raise(request)) : own;
}

/** Asks interaction by interaction; what one question takes more than one for (a list in pages) it takes. */
export async function prove(vendor: Vendor, fixture: VendorFixture, one: Case): Promise<Proof> {
  const problems: string[] = [];
  const services = new Set<Service | 'models'>();
  for (let at = 0; at < one.interactions.length; ) {
    const rest = one.interactions.slice(at);
    const { taken, asked, found } = await proveOne(vendor, fixture, { ...one, interactions: rest });
    const where = one.interactions.length > 1 ? `interaction ${at + 1}, ` : '';
    problems.push(...found.map((line) => where + line));
    services.add(asked.service);
    at += taken;
  }
  return { services: [...services], problems };
}

async function proveOne(vendor: Vendor, fixture: VendorFixture, one: Case) {
  const [first] = one.interactions;
  if (!first) throw new Error(`${one.name} holds no interaction`);
  const dialect = dialectOf(first.request, fixture);
  const asked = askedFor(first.request, dialect, one.name, fixture);
  const isStream = asked.service === 'language' && asked.stream;
  let taken = 1;
  const found: string[] = [];
  for (const split of isStream ? streamSplits : bodySplits) {
    const result = await proveSplit({ vendor, fixture, one, dialect, asked, split });
    found.push(...result.found.map((line) => `${split.name}: ${line}`));
    taken = Math.max(1, result.sent);
    // What is wrong with the whole body is wrong with its pieces.
    if (found.length > 0) break;
  }
  return { taken, asked, found };
}

interface SplitCase {
  vendor: Vendor;
  fixture: VendorFixture;
  one: Case;
  dialect: Dialect;
  asked: Asked;
  split: Split;
}

async function proveSplit({ vendor, fixture, one, dialect, asked, split }: SplitCase) {
  const { name, interactions } = one;
  const player = replay(interactions, { split, before: fixture.before, retell: dialect.retell });
  const [first] = interactions;
  if (!first) throw new Error(`${name} holds no interaction`);
  const connection = vendor.connect({
    settings: fixture.settingsFor?.(first.request) ?? fixture.settings,
    apiKey: fixture.apiKey === null ? null : new Secret(fixture.apiKey),
    fetch: checkedFetch(player.fetch),
  });
  const outcome = await ask(connection, asked);
  const used = player.played.length > 0 ? player.played : [first];
  const last = used.at(-1) ?? first;
  const found = player.sent.flatMap((sent, at) => checkSent(sent, used[at]?.request, dialect, { fixture, name }));
  if (player.sent.length === 0) found.push('nothing was sent');

  const expected = last.response.status < 400 ? expectedOf(used, dialect, fixture) : {};
  if (last.response.status >= 400 || expected.failsInside) {
    found.push(...checkError(outcome, last.response, { name, asked, host: connection.host, fixture }));
  } else if (outcome.failure) {
    found.push(`failed: ${String(outcome.failure.thrown)}${causeOf(outcome.failure.thrown)}`);
  } else {
    found.push(...outcome.problems, ...checkAnswer(outcome.answer, { ...expected, ...one.expected }, fixture, name));
  }
  return { sent: player.sent.length, found };
}

const causeOf = (thrown: unknown) => {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause.message : '';
  return cause && ` < ${cause.slice(0, 600)}`;
};

/** A list in pages is the list of all of them. */
function expectedOf(used: readonly Interaction[], dialect: Dialect, fixture: VendorFixture): Expected {
  const read = used.map(({ request, response }) => {
    const reader = used.length > 1 ? dialectOf(request, fixture) : dialect;
    return reader.read(response, request);
  });
  const models = read.flatMap((page) => page.models ?? []);
  return { ...read.at(-1), ...(models.length > 0 && { models }) };
}

function checkSent(
  sent: WireRequest,
  recorded: WireRequest | undefined,
  dialect: Dialect,
  { fixture, name }: { fixture: VendorFixture; name: string },
): string[] {
  const carried = [sent.url, ...Object.values(sent.headers)].join('\n');
  const isKeyKnown = fixture.apiKey === null || fixture.unlike?.key !== undefined || carried.includes(fixture.apiKey);
  const own = [
    ...(carried.includes(fromEnvironment) ? ['a variable of the environment was sent'] : []),
    ...(isKeyKnown ? [] : ['the key is in no header (name a reason in `unlike.key`)']),
  ];
  // Of some recordings only the answer was kept.
  if (!recorded || (recorded.method !== 'GET' && recorded.body === null)) return own;
  const compared = dialect.compare(sent, recorded);
  const lines = unexplained(compared, { exceptions: fixture.differs, name, pattern: ({ where }) => where });
  return [...own, ...lines.map((line) => `sent ${line}`)];
}
