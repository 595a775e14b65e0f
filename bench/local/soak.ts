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
  let atHundred = 0;
  try {
    for (let done = 0; done < requests; done += 4) {
      if (done === 100) atHundred = resident();
      const four = [0, 1, 2, 3].map((index) => ours.stream([{ role: 'user', text: `hello ${done + index}` }], 40));
      await Promise.all(four);
    }
    console.log(
      `${requests} short requests, 4 at once: ${atHundred} MiB resident after 100, ${resident()} MiB at the end`,
    );
  } finally {
    await ours.close();
  }
}
