// The floor: a request goes in, goes out over undici, and comes back, and nobody looks at it. Argument: the upstream.
import { createServer } from 'node:http';
import { Pool } from 'undici';

const pool = new Pool(process.argv[2], { connections: 256 });
async function pass(request, response) {
  const { statusCode, headers, body } = await pool.request({
    path: request.url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: request,
  });
  response.writeHead(statusCode, { 'content-type': headers['content-type'] });
  body.on('error', () => response.destroy()).pipe(response);
}
const server = createServer((request, response) => {
  // One that fails counts as failed and ends no other.
  pass(request, response).catch((error) => response.writeHead(502).end(String(error)));
});
server.keepAliveTimeout = 10 * 60_000;
server.listen(0, '127.0.0.1', () => console.log(`listening at http://127.0.0.1:${server.address().port}`));
