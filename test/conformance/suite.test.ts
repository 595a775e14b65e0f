// Catches: a suite that proves nothing. Faults of each kind are planted into a vendor that is right, and must be seen.
import { describe, expect, test } from 'vitest';
import type { Vendor } from '../../electron/providers/define-vendor.ts';
import { vendors } from '../../electron/providers/registry.ts';
import type { VendorFixture } from '../fixtures/vendors/types.ts';
import { staleExceptions, unexplained } from './exceptions.ts';
import { fixtureOf } from './fixtures.ts';
import { prove } from './prove.ts';
import { streamSplits } from './splits.ts';
import { eventsOf, findStream, truncated, undamaged, withGarbage } from './stream-cases.ts';
import { sse } from './stream-forms.ts';

type Fetch = typeof fetch;

function pick(): { vendor: Vendor; fixture: VendorFixture } {
  for (const vendor of vendors) {
    const fixture = fixtureOf(vendor);
    const names = fixture?.own.map(({ name }) => name) ?? [];
    if (fixture && ['text', 'stream', 'no credit left'].every((name) => names.includes(name)))
      return { vendor, fixture };
  }
  throw new Error('no vendor has a text, a stream and an error of its own');
}

const { vendor, fixture } = pick();

/** The vendor with something between it and its `fetch`. */
const between = (change: (fetchIt: Fetch) => Fetch): Vendor => ({
  ...vendor,
  connect: ({ fetch, ...rest }) => vendor.connect({ ...rest, fetch: change(fetch) }),
});

async function problemsOf(name: string, broken: Vendor): Promise<string> {
  const own = fixture.own.find((one) => one.name === name);
  if (!own) throw new Error(`no case ${name}`);
  return (await prove(broken, fixture, { name, interactions: [own], expected: own.expected })).problems.join('\n');
}

const editBody = (edit: (body: string) => string) =>
  between(
    (fetchIt) => (url, init) => fetchIt(url, { ...init, body: edit(typeof init?.body === 'string' ? init.body : '') }),
  );

const editAnswer = (edit: (text: string) => string) =>
  between((fetchIt) => async (url, init) => {
    const { status, headers, ...response } = await fetchIt(url, init).then(async (one) => ({
      status: one.status,
      headers: one.headers,
      text: await one.text(),
    }));
    return new Response(edit(response.text), { status, headers });
  });

describe('a planted fault', () => {
  test('is none in what is right', async () => {
    expect(await problemsOf('text', vendor)).toBe('');
    expect(await problemsOf('stream', vendor)).toBe('');
    expect(await problemsOf('no credit left', vendor)).toBe('');
  });

  test.each<[string, Vendor, RegExp]>([
    ['another model is asked', editBody((body) => body.replace(/"model":"[^"]+"/, '"model":"other"')), /modelId/],
    ['a setting is lost', editBody((body) => body.replace(/"temperature":[\d.]+,?/, '')), /temperature/],
    ['the question is changed', editBody((body) => body.replace('Hi', 'Ho')), /prompt\[0\]/],
    ['a field nobody asked for is sent', editBody((body) => body.replace('{', '{"store":true,')), /body\.store/],
    [
      'the key is lost',
      between((fetchIt) => (url, init) => fetchIt(url, { ...init, headers: { 'content-type': 'application/json' } })),
      /key/,
    ],
    [
      'another place is asked',
      between((fetchIt) => (_url, init) => fetchIt('https://api.example.com/v1/x', init)),
      /path/,
    ],
    ['the text is changed', editAnswer((text) => text.replace('Grüße', 'Grusse')), /text/],
    [
      'the tokens are not counted',
      editAnswer((text) => text.replace(/"prompt_tokens":\d+/, '"prompt_tokens":1')),
      /usage\.input/,
    ],
  ])('is seen: %s', async (_name, broken, pattern) => {
    expect(await problemsOf('text', broken)).toMatch(pattern);
  });

  // The way a careless reader decodes: each chunk by itself.
  test('is seen: a character is torn where a chunk ends', async () => {
    const careless = between((fetchIt) => async (url, init) => {
      const response = await fetchIt(url, init);
      let text = '';
      for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
      return new Response(text, { status: response.status, headers: response.headers });
    });
    expect(await problemsOf('stream', careless)).toMatch(/^a byte at a time: text/);
  });

  test('is seen: an error is read as another', async () => {
    const milder = between((fetchIt) => async (url, init) => {
      const response = await fetchIt(url, init);
      return new Response('{}', { status: 500, headers: response.headers });
    });
    expect(await problemsOf('no credit left', milder)).toMatch(/instead of PAYMENT_REQUIRED/);
  });
});

describe('a planted fault in a stream', () => {
  const own = fixture.own
    .filter(({ name }) => name === 'stream')
    .map((one) => ({ name: one.name, interactions: [one] }));
  const stream = findStream(vendor, fixture, own);
  if (!stream) throw new Error('its stream is none');

  // An answer with its end in the middle: cut there, it is whole to everybody.
  test('a shorter success is seen as what it is', async () => {
    const events = eventsOf(stream).map((event) => Buffer.from(event).toString());
    const end = events.findIndex((event) => event.includes('"finish_reason":"stop"'));
    const early = [...events.slice(0, 2), events[end], ...events.slice(2, end), ...events.slice(end + 1)].join('');
    const response = { ...stream.exchange.response, body: early };
    const planted = { ...stream, exchange: { ...stream.exchange, response } };
    const whole = await undamaged(planted);
    const shorter = (await truncated(planted)).filter(
      ({ answered }) => answered.finish && answered.text !== whole.text,
    );
    expect(shorter).not.toEqual([]);
  });

  test('a chunk that is skipped fails nothing, and that is seen', async () => {
    const { code } = await withGarbage({
      ...stream,
      form: { ...stream.form, garbage: new TextEncoder().encode(': \n\n') },
    });
    expect(code).toBeUndefined();
  });
});

describe('exceptions', () => {
  const cases = new Set(['text', 'stream']);
  const needs = (exception: object, name: string) =>
    unexplained(['body.a', 'path'], { exceptions: [exception], name, pattern: () => /^body/ });

  test('one that hides nothing is stale, one that names no case too', () => {
    const facts = {
      differs: [{ where: /x/, why: 'once' }],
      errors: { gone: { code: 'INTERNAL' as const, why: 'once' } },
    };
    expect(staleExceptions(facts, cases)).toEqual(['/x/: not needed', 'no such case: gone']);
  });

  test('one hides only where it is for', () => {
    const exception = { in: ['text', 'stream'], where: /^body/, why: 'needed' };
    expect(needs(exception, 'text')).toEqual(['path']);
    expect(needs(exception, 'other')).toEqual(['body.a', 'path']);
    expect(staleExceptions({ differs: [exception] }, cases)).toEqual(['/^body/: not needed in stream']);
  });

  test('one for a few cases names them', () => {
    const exception = { where: /^body/, why: 'needed' };
    needs(exception, 'text');
    expect(staleExceptions({ differs: [exception] }, cases)).toEqual(['/^body/: say that it is `in` text only']);
  });
});

describe('splits', () => {
  const body = new TextEncoder().encode('data: {"a":"ß🌍"}\r\n\r\ndata: {"b":1}\n\n');

  test.each(streamSplits.map((split) => [split.name, split] as const))('%s lose nothing', (_name, { cut }) => {
    expect(Buffer.concat(cut(body)).equals(Buffer.from(body))).toBe(true);
  });

  test('the seams are inside characters and line ends', () => {
    const chunks = streamSplits.find(({ name }) => name === 'at the seams')?.cut(body) ?? [];
    const text = chunks.map((chunk) => Buffer.from(chunk).toString('latin1'));
    expect(text.some((chunk) => chunk.endsWith('\r'))).toBe(true);
    expect(text.some((chunk) => chunk.startsWith('\x9f'))).toBe(true);
  });

  test('events are what is between two empty lines', () => {
    const events = sse.split(body).map((event) => Buffer.from(event).toString());
    expect(events).toEqual(['data: {"a":"ß🌍"}\r\n\r\n', 'data: {"b":1}\n\n']);
    expect(Buffer.from(sse.widen(sse.split(body)[0] ?? new Uint8Array())).toString()).toMatch(
      /^data: .*x_unknown.*\r\n\r\n$/,
    );
  });
});
