// Catches: a vendor that asks for something else than was asked of it, reads an answer, a stream in pieces or an error
// otherwise than it is, or goes on after it was stopped. Every vendor of the registry runs all of it.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { vendors } from '../../electron/providers/registry.ts';
import { at } from '../../scripts/lib/root.mjs';
import type { Service } from '../../shared/model/provider.ts';
import type { OwnCase } from '../fixtures/vendors/types.ts';
import { keepPage } from '../helpers/keep-page.ts';
import { listExceptions, staleExceptions } from './exceptions.ts';
import { fixtureOf } from './fixtures.ts';
import { findWidened } from './plain-cases.ts';
import { type Case, fromEnvironment, prove } from './prove.ts';
import { hasRecordings, recordedFolders, recordingsOf, wireFolder } from './recordings.ts';
import { cancelled, findStream, truncated, undamaged, widened, withGarbage } from './stream-cases.ts';
import type { Answered } from './through-gateway.ts';
import { describeUnproven } from './unproven.ts';
import { sortRecordings } from './used-recordings.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** For the table of scripts/vendors.mjs. */
    proof?: { services: string[]; isRecorded: boolean };
    unused?: { recording: string; why: string }[];
    exceptions?: { what: string; why: string }[];
  }
}

const proven = vendors.flatMap((vendor) => {
  const fixture = fixtureOf(vendor);
  return fixture ? [[vendor.kind.id, vendor, fixture] as const] : [];
});
const folders = proven.flatMap(([, , { recordings }]) => recordings.map(({ folder }) => folder));

if (!hasRecordings) {
  console.log(
    `skipped: the recorded traffic in ${folders.length} folders; ${wireFolder} is not there (SWITCHYARD_WIRE)`,
  );
}

/** Besides the keys: what the vendors' packages look up when they are not given it. */
const lookedUp = `OPENAI_BASE_URL OPENAI_ORG_ID OPENAI_PROJECT_ID ANTHROPIC_BASE_URL ANTHROPIC_AUTH_TOKEN AWS_REGION
  AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_BEARER_TOKEN_BEDROCK AZURE_RESOURCE_NAME AZURE_API_KEY
  GOOGLE_VERTEX_PROJECT GOOGLE_VERTEX_LOCATION GOOGLE_VERTEX_API_KEY`.split(/\s+/);

beforeAll(() => {
  const names = vendors.flatMap(({ kind }) => kind.environment);
  for (const name of [...names, ...lookedUp]) vi.stubEnv(name, fromEnvironment);
});
afterAll(() => void vi.unstubAllEnvs());

const ownCase = ({ name, request, response, further = [], expected }: OwnCase): Case => ({
  name,
  interactions: [{ request, response }, ...further],
  expected,
});

const same = (whole: Answered, cut: Answered) => whole.text === cut.text && whole.finish === cut.finish;

/** By vendor: what its recorded traffic proved in this run. */
const onRecord = new Map<string, Set<Service | 'models'>>();
let left = 0;

describe.each(proven)('%s', (id, vendor, fixture) => {
  const { used, unused, unknown } = sortRecordings(fixture);
  const own = fixture.own.map(ownCase);
  const { unlike = {} } = fixture;
  const proved = new Set<Service | 'models'>();
  onRecord.set(id, proved);
  left += own.length + used.length;
  let ran = 0;

  test.for([
    ...own.map((one) => ({ one, title: `own: ${one.name}`, isRecorded: false })),
    ...used.map((one) => ({ one, title: `recorded: ${one.name}`, isRecorded: true })),
  ])('$title', async ({ one, isRecorded }, { task }) => {
    ran += 1;
    left -= 1;
    const { services, problems } = await prove(vendor, fixture, one);
    task.meta.proof = { services, isRecorded };
    if (isRecorded && problems.length === 0) for (const service of services) proved.add(service);
    expect(problems).toEqual([]);
  });

  const widenedText = unlike['unknown-fields'] ? [] : findWidened(fixture, [...own, ...used]);
  test.for(widenedText)('an answer reads the same with fields nobody knows ($name)', async (one) => {
    expect((await prove(vendor, fixture, one)).problems).toEqual([]);
  });

  const streams = { own: findStream(vendor, fixture, own), recorded: findStream(vendor, fixture, used) };
  const damaged = Object.entries(streams).flatMap(([source, stream]) => (stream ? [{ source, stream }] : []));
  describe.each(damaged)('a stream ($source, $stream.name)', ({ stream }) => {
    test.skipIf(unlike.cancel)('stops upstream when it is cancelled', async () => {
      const { byUser, byReader } = await cancelled(stream);
      expect(byUser).toMatchObject({ code: 'CANCELLED', isUpstreamAborted: true });
      expect(byReader).toMatchObject({ isUpstreamAborted: true });
    });

    test.skipIf(unlike.truncated)('is interrupted when it is cut, never a shorter success', async () => {
      const whole = await undamaged(stream);
      const outcomes = await truncated(stream);
      const silent = outcomes.filter(({ answered }) => answered.finish && !same(whole, answered));
      const codes = new Set(outcomes.flatMap(({ answered }) => answered.code ?? []));
      expect(silent.map(({ after, answered }) => `after ${after} events: ${answered.finish}`)).toEqual([]);
      expect([...codes]).toEqual(['STREAM_INTERRUPTED']);
    });

    test.skipIf(unlike.garbage)('fails at a chunk that cannot be read', async () => {
      const { code } = await withGarbage(stream);
      expect(code).toMatch(/^(PROVIDER_BAD_ANSWER|STREAM_INTERRUPTED)$/);
    });

    test.skipIf(unlike['unknown-fields'])('reads the same with fields nobody knows', async () => {
      expect(await widened(stream)).toEqual([]);
    });
  });

  // Catches: a typing mistake that hides a recording, an exception that outlived its reason.
  test('names only what there is, and excuses only what needs it', ({ task, skip }) => {
    task.meta.unused = unused;
    task.meta.exceptions = listExceptions(fixture);
    expect(unknown).toEqual([]);
    const cases = [...own, ...used];
    if (!hasRecordings || ran < cases.length) skip('not all of its cases ran');
    expect(staleExceptions(fixture, new Set(cases.map(({ name }) => name)))).toEqual([]);
  });
});

test('every vendor has facts for this suite', () => {
  const missing = vendors.filter((vendor) => !fixtureOf(vendor));
  expect(missing.map(({ kind }) => `write test/fixtures/vendors/${kind.id}.ts`)).toEqual([]);
});

// Catches: recorded traffic that proves nothing because nobody looks at it.
test.skipIf(!hasRecordings)('every folder of recordings belongs to a vendor', () => {
  const nobodys = recordedFolders().filter((folder) => !folders.includes(folder));
  expect(nobodys.map((folder) => `${folder}: ${recordingsOf(folder).length} recordings`)).toEqual([]);
});

const place = /(<!-- written by npm run vendors -->\n).*?( *<!-- end -->)/s;

// Catches: a README that calls proven what no recording shows, or goes on naming what one shows by now.
test.skipIf(!hasRecordings)('the README names what is not proven on real traffic', ({ skip }) => {
  if (left > 0) skip('not all cases ran');
  const unproven = describeUnproven(vendors, onRecord);
  const write = (page: string) => page.replace(place, (_all, begin, end) => `${begin}${unproven}\n${end}`);
  expect(keepPage(at('README.md'), write)).toBe(true);
});
