import { expect, test } from 'vitest';
import { bad, good, hour, minute, newWatched, openTestHealth, seeded } from './setup.ts';

// Catches: a monitor that asks more than its schedule allows, opens an incident for each dip of a provider that flaps,
// tells people about each of them, or forgets to close what is over. Issue 5 asks for this very day.
test('24 hours of 20 providers, one of which flaps', { timeout: 120_000 }, async () => {
  const watched = Array.from({ length: 20 }, (_, place) => newWatched(`provider ${place}`));
  const [flapping, once, refused] = watched;
  const random = seeded(7);
  const { health, clock, host, probes, mostAtOnce, shown } = openTestHealth({
    watched,
    latency: () => 50 + Math.floor(random() * 2000),
    answer(one) {
      const time = clock.now() - start;
      // From 6 to 18 h: half an hour down, half an hour up, and so on.
      if (one === flapping && time >= 6 * hour && time < 18 * hour && time % hour < 30 * minute) return bad();
      if (one === once && time >= 2 * hour && time < 3 * hour) return bad('PROVIDER_UNHEALTHY', { status: 503 });
      if (one === refused && time >= 10 * hour && time < 11 * hour) return bad('INVALID_API_KEY', { status: 401 });
      return good;
    },
  });
  const start = clock.now();
  health.start();
  await clock.advance(24 * hour);

  const incidents = health.incidents.list({ limit: 500 });
  const of = (one: { id: string } | undefined) => incidents.filter(({ providerId }) => providerId === one?.id);
  const counts = new Map(watched.map(({ name }) => [name, probes.filter((probe) => probe.name === name).length]));
  const well = watched.slice(3).map(({ name }) => counts.get(name) ?? 0);
  const kinds = Object.groupBy(shown, ({ kind }) => kind);
  console.log(
    [
      `probes: ${probes.length} in all, ${Math.min(...well)} to ${Math.max(...well)} of each that was well, ` +
        `${counts.get('provider 0')} of the one that flaps, never more than ${mostAtOnce()} at once`,
      `incidents: ${incidents.length} opened, ${incidents.filter(({ closedAt }) => closedAt !== null).length} closed, ` +
        `${of(flapping)[0]?.reopenings} times reopened, ${of(flapping)[0]?.failures} failures of the one that flaps`,
      `notices: ${shown.length} (${Object.entries(kinds)
        .map(([kind, list]) => `${kind} ${list?.length}`)
        .join(', ')})`,
    ].join('\n'),
  );

  // A day is 288 intervals; a round may come 5 % early.
  for (const count of well) expect(count).toBeGreaterThan(270);
  for (const count of well) expect(count).toBeLessThanOrEqual(304);
  // What is down is asked each minute at first: that is at most 30 more an hour, in the hours that it flaps.
  expect(counts.get('provider 0')).toBeLessThanOrEqual(304 + 12 * 30);
  expect(mostAtOnce()).toBeLessThanOrEqual(4);

  expect(incidents).toHaveLength(3);
  expect(incidents.every(({ closedAt, closedBy }) => closedAt !== null && closedBy === 'monitor')).toBe(true);
  expect(of(flapping)).toMatchObject([{ reopenings: 11, cause: { code: 'PROVIDER_UNREACHABLE' } }]);
  expect(of(once)).toMatchObject([{ reopenings: 0, credentialId: null, cause: { code: 'PROVIDER_UNHEALTHY' } }]);
  expect(of(refused)).toMatchObject([
    { credentialId: refused?.credentials[0]?.id, cause: { code: 'INVALID_API_KEY' } },
  ]);

  // Two each for those that fell once; at most one an hour of the one that flaps, the last of them that it is over.
  const told = (one: { id: string } | undefined) => shown.filter(({ providerId }) => providerId === one?.id);
  expect(told(once).map(({ kind }) => kind)).toEqual(['incident-opened', 'incident-closed']);
  expect(told(refused).map(({ kind }) => kind)).toEqual(['incident-opened', 'incident-closed']);
  const times = told(flapping)
    .slice(2)
    .map(({ createdAt }, place, all) => createdAt - (all[place - 1]?.createdAt ?? 0));
  expect(times.slice(1).every((wait) => wait >= hour)).toBe(true);
  expect(told(flapping).length).toBeLessThanOrEqual(14);
  expect(told(flapping).at(-1)?.kind).toBe('incident-closed');
  expect(health.notices.list({ isUnread: true, limit: 500 }).unread).toBe(shown.length);

  expect(health.all().map(({ status }) => status)).toEqual(watched.map(() => 'Healthy'));
  const history = health.history(watched[1]?.id as never, 24);
  expect(history.buckets).toHaveLength(96);
  expect(history.buckets.slice(9, 11).every(({ ok, failed }) => ok === 0 && failed > 0)).toBe(true);
  expect(host.log.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});
