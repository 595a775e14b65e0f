const time = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** What went wrong, kept whole up to this many characters of its end. */
const longestOutput = 30_000;

/**
 * Runs steps one after the other, prints a line for each, and sums their counts.
 * A step's `run` gives `{ passed, failed, skipped, output?, note? }`.
 */
export function createReport() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  return {
    total,
    async step(name, run) {
      if (process.stdout.isTTY) process.stdout.write(`      ${name} …\r`);
      const began = Date.now();
      const result = await run();
      for (const key of Object.keys(total)) total[key] += result[key];
      const word = result.failed > 0 ? 'FAIL' : result.passed > 0 ? 'ok' : 'skip';
      console.log(`${word.padEnd(5)} ${name}: ${describe(result)}, ${time(Date.now() - began)}`);
      if (result.failed > 0) console.log(indent((result.output ?? '').trimEnd().slice(-longestOutput)));
    },
    /** The last line: its form is what CI reads. */
    finish() {
      console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
      process.exitCode = total.failed > 0 ? 1 : 0;
    },
  };
}

function describe({ passed, failed, skipped, note }) {
  const parts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`, note];
  return parts.filter(Boolean).join(', ');
}

const indent = (text) => text.replaceAll(/^/gm, '      ');

/** A check that either holds or doesn't counts as one test. */
export const asOne =
  ({ run }) =>
  async () => {
    const { code, output } = await run();
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
  };
