// Starts the test upstream by hand: an OpenAI-compatible API whose models stream, fail, cut and hang on purpose.
import { startUpstream, upstreamModels } from '../test/helpers/upstream.ts';

const port = Number(process.argv[2] ?? 8989);
const upstream = await startUpstream({ port });
console.log(`OpenAI-compatible upstream at ${upstream.url}\nModels: ${upstreamModels.join(', ')}\nCtrl+C ends it.`);
