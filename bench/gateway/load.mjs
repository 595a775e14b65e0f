// Asks as many at a time as wanted, for as long as wanted, and looks at every answer.
import { Pool } from 'undici';

export async function load({ url, path, headers, model, isStream, concurrency, seconds }) {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  const messages = [{ role: 'user', content: 'Which track does the wagon from the north take, and why is that so?' }];
  const body = JSON.stringify({ model, messages, ...(isStream && { stream: true }) });
  const times = [];
  let failures = 0;
  const until = performance.now() + seconds * 1000;
  const start = performance.now();

  const one = async () => {
    while (performance.now() < until) {
      const asked = performance.now();
      try {
        const answer = await pool.request({
          path,
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body,
        });
        const text = await answer.body.text();
        const isWhole = isStream ? text.includes('data: [DONE]') : text.includes('lorem');
        if (answer.statusCode !== 200 || !isWhole) {
          failures += 1;
          if (failures === 1) console.error(`${url} ${answer.statusCode}: ${text.slice(0, 300)}`);
        }
      } catch (error) {
        failures += 1;
        if (failures === 1) console.error(`${url}: ${String(error)}`);
      }
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, one));
  const took = (performance.now() - start) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { perSecond: times.length / took, p50: at(0.5), p99: at(0.99), count: times.length, failures };
}
