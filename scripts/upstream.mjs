// Starts the test upstream by hand: an OpenAI-compatible API whose models stream, fail, cut and hang on purpose.
import { startUpstream, upstreamModels } from '../test/helpers/upstream.ts';

const port = Number(process.argv[2] ?? 8989);
try {
  const upstream = await startUpstream({ port });
  console.log(`OpenAI-compatible upstream at ${upstream.url}\nModels: ${upstreamModels.join(', ')}\nCtrl+C ends it.`);
} catch (error) {
  console.error(`Port ${port} cannot be used (${error.code}). Name another one: npm run upstream -- 8990`);
  process.exitCode = 1;
}
