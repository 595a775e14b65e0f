/** What the conformance suite proved, as text: `report` is Vitest's JSON of it. */
export function vendorTable({ testResults }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const rows = new Map();
  const others = new Map();
  for (const { status, meta, ancestorTitles } of tests) {
    const [vendor] = ancestorTitles;
    if (vendor === undefined) continue;
    const count = others.get(vendor) ?? { passed: 0, failed: 0, skipped: 0 };
    others.set(vendor, count);
    if (status === 'passed' || status === 'failed') count[status] += 1;
    else count.skipped += 1;
    for (const service of meta?.proof?.services ?? []) {
      const key = `${vendor} ${service}`;
      const row = rows.get(key) ?? { vendor, service, recorded: 0, passed: 0, own: 0 };
      rows.set(key, row);
      if (!meta.proof.isRecorded) row.own += 1;
      else {
        row.recorded += 1;
        if (status === 'passed') row.passed += 1;
      }
    }
  }
  const lines = [...rows.values()].map(({ vendor, service, recorded, passed, own }) => [
    vendor,
    service,
    recorded === 0 ? '-' : `${passed} of ${recorded}`,
    String(own),
    recorded === 0 ? 'not proven on real traffic' : passed < recorded ? 'FAILS' : '',
  ]);
  const totals = [...others].map(([vendor, { passed, failed, skipped }]) => [
    vendor,
    `${passed} passed`,
    failed > 0 ? `${failed} FAILED` : '',
    skipped > 0 ? `${skipped} left out` : '',
  ]);
  const unused = tests.flatMap(({ meta }) => meta?.unused ?? []);
  const exceptions = tests.flatMap(({ meta, ancestorTitles }) =>
    (meta?.exceptions ?? []).map(({ what, why }) => [ancestorTitles[0], what, why]),
  );
  const failures = tests.filter(({ status }) => status === 'failed').map(({ fullName }) => `  ${fullName}`);
  return [
    ...columns([['vendor', 'service', 'recorded', 'own cases', ''], ...lines]),
    '',
    'All cases of a vendor, with those on damaged and cancelled streams:',
    ...columns(totals),
    '',
    `Recordings that are not used (${unused.length}):`,
    ...columns(unused.map(({ recording, why }) => [recording, why])),
    '',
    `Excused (${exceptions.length}):`,
    ...columns(exceptions),
    ...(failures.length > 0 ? ['', 'Failed:', ...failures] : []),
  ].join('\n');
}

function columns(rows) {
  const width = (column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(width(column))).join('  ')}`.trimEnd());
}
