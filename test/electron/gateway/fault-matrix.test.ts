import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Visit } from '../../helpers/faulty-upstream.ts';
import { type OpenLocal, openLocal, sentence } from '../local/whole/setup.ts';
import { hasOpenssl, makeCertificates, noCertificates } from '../providers/network/certificates.ts';
import { backups, type Expected, expectedOf, type Fault, faults, type ModeName, modeNames } from './fault-matrix.ts';
import { answerOf, openFaultyHost, type Seen, textOf } from './fault-matrix-host.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let opened: OpenLocal;
let stranger = noCertificates.stranger;
type Row = Record<string, string>;
const table: Row[] = [];

beforeAll(async () => {
  if (hasOpenssl) ({ stranger } = makeCertificates());
  opened = await openLocal({ models: { talker: 'talker', vectors: 'embedder' } });
});
afterAll(async () => {
  await opened?.close();
  const columns = ['fault', 'asked', ...backups];
  const widthOf = (column: string): number =>
    Math.max(...[...table.map((row) => row[column] ?? ''), column].map(({ length }) => length));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => cell.padEnd(widthOf(columns[index] ?? ''))).join('  ');
  console.log([line(columns), ...table.map((row) => line(columns.map((column) => row[column] ?? '')))].join('\n'));
});

/** One line for all that is asked for in different ways and seen alike. */
function rowsOf({ name: fault }: Fault, seen: readonly Seen[]): Row[] {
  const rows = modeNames.map((asked): Row => {
    const own = cells.flatMap((cell, index) => {
      const one = seen[index];
      return cell.modeName === asked && one ? [[cell.backup, shortly(one)]] : [];
    });
    return Object.fromEntries([['asked', asked], ...own]) as Row;
  });
  const alike = Object.values(
    Object.groupBy(rows, (row) => JSON.stringify(backups.map((backup) => row[backup]))),
  ).flatMap((some) => (some?.[0] ? [{ ...some[0], asked: some.map(({ asked }) => asked).join('; ') }] : []));
  return alike.map((row, index) => ({
    ...row,
    fault: index === 0 ? fault : '',
    asked: alike.length === 1 ? 'everything' : (row['asked'] ?? ''),
  }));
}

const isLeft = ({ leftAt }: Visit): boolean => leftAt !== null;

const shortly = ({ status, end, code, text }: Seen): string => {
  const from = text === sentence || text.split(',').length > 3 ? 'local' : /^\[?(\w+)/.exec(text)?.[1];
  const words = text === '' || text.startsWith('[') ? '' : ` ${text.trim().split(' ').length} words`;
  const name = { 11: 'one', 12: 'key', 13: 'two' }[from ?? ''] ?? from;
  if (end === 'whole') return `${status} ${name}`;
  return `${status}${words && ` ${name}${words},`} ${end === 'torn' ? 'TORN' : (code ?? 'told')}`;
};

interface RequestRow {
  id: string;
  asked: string;
  status: string;
  error_code: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
}

function requestsIn(home: string): RequestRow[] {
  const store = new Database(join(home, 'switchyard.sqlite'), { readonly: true });
  try {
    return store.prepare<[], RequestRow>('SELECT * FROM request').all();
  } finally {
    store.close();
  }
}

const aNumber: unknown = expect.any(Number);
const someVector: unknown = expect.stringMatching(/^\[(-?[\d.e-]+,){63}-?[\d.e-]+\]$/);

/** Of whom an answer was, its tokens and nobody else's. */
function usageOf({ row: { usageOf: giver } }: Expected, modeName: ModeName) {
  if (giver === null) return { input_tokens: null, output_tokens: null };
  if (giver === 'local') return { input_tokens: aNumber, output_tokens: aNumber };
  const { inputTokens, words } = answerOf(giver);
  return { input_tokens: inputTokens, output_tokens: modeName === 'embeddings' ? 0 : words.length };
}

const cells = modeNames.flatMap((modeName) => backups.map((backup) => ({ modeName, backup })));
const possible = faults.filter(({ act }) => hasOpenssl || act !== 'stranger’s certificate');

// Catches: an answer lost that somebody could have given, one given by two, or told as whole when it is not; somebody
// asked in vain, twice, or after words were seen; tokens counted twice; a way that is kept otherwise than it was.
test.for<Fault>(possible)('$name', async (fault) => {
  const host = await openFaultyHost(fault, opened.local, stranger);
  const names: string[] = [];
  for (const { modeName, backup } of cells) names.push(await host.open(modeName, backup));
  const seen = await Promise.all(cells.map(({ modeName }, index) => host.ask(names[index] ?? '', modeName)));

  host.store.requests.flush();
  const rows = requestsIn(host.store.status().home);
  expect(rows.map(({ asked }) => asked).sort()).toEqual([...names].sort());
  table.push(...rowsOf(fault, seen));
  const { visits } = host.upstream;
  const left = fault.isSlow ? cells.length : 0;
  await vi.waitFor(() => expect(visits.filter(isLeft).length).toBeGreaterThanOrEqual(left));
  // Neither a key nor a prompt for somebody who is not who they say.
  expect(host.secure?.visits ?? []).toEqual([]);
  const found = cells.map(({ modeName, backup }, index) => {
    const { requestId, ...answer } = seen[index] as Seen;
    const name = names[index] ?? '';
    const { id, status, error_code, input_tokens, output_tokens } = rows.find(({ asked }) => asked === name) ?? {};
    const attempts = host.store.requests
      .route(requestId)
      ?.attempts.map(({ providerName, keyLabel, outcome, failure }) =>
        [providerName === 'This computer' ? 'local' : `${providerName} ${keyLabel}`, failure?.code ?? outcome].join(
          ' ',
        ),
      );
    return {
      cell: `${modeName}, ${backup}`,
      answer,
      isOwnRow: id === requestId,
      row: { status, error_code, input_tokens, output_tokens },
      attempts,
      asked: host.asked(name),
    };
  });
  const wanted = cells.map(({ modeName, backup }) => {
    const expected = expectedOf(fault, modeName, backup);
    const { status, end, code, words, asked, attempts, row } = expected;
    const local = modeName === 'embeddings' ? someVector : sentence;
    const text = words ? (textOf(words.from, words.count, modeName) ?? local) : '';
    return {
      cell: `${modeName}, ${backup}`,
      answer: { status, end, code, text },
      isOwnRow: true,
      row: { status: row.status, error_code: row.errorCode, ...usageOf(expected, modeName) },
      attempts,
      asked,
    };
  });
  expect(found).toEqual(wanted);
});
