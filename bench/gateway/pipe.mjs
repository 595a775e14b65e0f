// The floor: a request goes in, goes out over undici, and comes back, and nobody looks at it. Argument: the upstream.
import { createServer } from 'node:http';
import { Pool } from 'undici';

const pool = new Pool(process.argv[2], { connections: 256 });
const server = createServer(async (request, response) => {
  const { statusCode, headers, body } = await pool.request({
    path: request.url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: request,
  });
  response.writeHead(statusCode, { 'content-type': headers['content-type'] });
  body.pipe(response);
});
server.listen(0, '127.0.0.1', () => console.log(`listening at http://127.0.0.1:${server.address().port}`));
