// The upstream on a thread of its own: what it costs is not what the gateway costs.
import { parentPort, workerData } from 'node:worker_threads';
import { startKeyedUpstream } from '../../test/helpers/keyed-upstream.ts';

const upstream = await startKeyedUpstream(Object.fromEntries(workerData.map((key) => [key, {}])));
parentPort.postMessage({ url: upstream.url });
parentPort.on('message', ({ refuse }) => {
  if (refuse) upstream.keys.delete(refuse);
  else parentPort.postMessage({ chats: upstream.chats.splice(0) });
});
