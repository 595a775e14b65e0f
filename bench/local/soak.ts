import { testModel } from '../../test/helpers/models/test-model.ts';
import { openOurs } from './ours.ts';

const requests = 1000;
const mebibyte = 1024 ** 2;

/** Whether memory grows with the number of requests. */
export async function soak(): Promise<void> {
  const path = await testModel('talker');
  const ours = await openOurs({ path, choices: { contextSize: 2048, slots: 4, threads: 1, backend: 'cpu' } });
  const resident = (): number => {
    globalThis.gc?.();
    return Math.round(process.memoryUsage().rss / mebibyte);
  };
  const seen: number[] = [];
  try {
    for (let done = 0; done < requests; done += 4) {
      if (done > 0 && done % 100 === 0) seen.push(resident());
      const four = [0, 1, 2, 3].map((index) => ours.stream([{ role: 'user', text: `hello ${done + index}` }], 40));
      await Promise.all(four);
    }
    seen.push(resident());
    console.log(
      `${requests} short requests, 4 at once: ${seen[0]} MiB resident after 100, ${seen.at(-1)} MiB at the end; ` +
        `after each hundred: ${seen.join(', ')}`,
    );
  } finally {
    await ours.close();
  }
}
