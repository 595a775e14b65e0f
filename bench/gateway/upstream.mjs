// An upstream that answers at once and always the same, in two forms. Prints its address.
import { createServer } from 'node:http';

export const chunks = 200;
const word = 'lorem ipsum ';
const usage = { prompt_tokens: 12, completion_tokens: chunks, total_tokens: chunks + 12 };

const openAiHead = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_760_000_000, model: 'bench' };
const openAiChunk = (delta, finish_reason = null) =>
  `data: ${JSON.stringify({ ...openAiHead, choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
const openAi = {
  whole: JSON.stringify({
    ...openAiHead,
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content: word.repeat(20) }, finish_reason: 'stop' }],
    usage,
  }),
  events: [
    openAiChunk({ role: 'assistant', content: '' }),
    ...Array.from({ length: chunks }, () => openAiChunk({ content: word })),
    openAiChunk({}, 'stop'),
    `data: ${JSON.stringify({ ...openAiHead, choices: [], usage })}\n\n`,
    'data: [DONE]\n\n',
  ],
};

const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'bench', stop_sequence: null };
const counts = { input_tokens: 12, output_tokens: chunks };
const event = (data) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
const anthropic = {
  whole: JSON.stringify({
    ...message,
    content: [{ type: 'text', text: word.repeat(20) }],
    stop_reason: 'end_turn',
    usage: counts,
  }),
  events: [
    event({ type: 'message_start', message: { ...message, content: [], stop_reason: null, usage: counts } }),
    event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    ...Array.from({ length: chunks }, () =>
      event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: word } }),
    ),
    event({ type: 'content_block_stop', index: 0 }),
    event({ type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: counts }),
    event({ type: 'message_stop' }),
  ],
};

const models = JSON.stringify({ object: 'list', data: [{ id: 'bench', object: 'model' }] });

const server = createServer((request, response) => {
  // The host looks now and then whether it is well, and what it has.
  if (request.method === 'GET') return response.setHeader('content-type', 'application/json').end(models);
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const { whole, events } = request.url.endsWith('/messages') ? anthropic : openAi;
    if (!JSON.parse(Buffer.concat(parts).toString()).stream) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) });
      response.end(whole);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let next = 0;
    // Each in a turn of its own, as from a model that writes.
    const send = () => {
      if (response.destroyed) return;
      if (next === events.length) return response.end();
      response.write(events[next++]);
      setImmediate(send);
    };
    send();
  });
});
// On a busy machine an idle connection would be closed under a request that is just being sent over it.
server.keepAliveTimeout = 10 * 60_000;
server.listen(0, '127.0.0.1', () => console.log(`listening at http://127.0.0.1:${server.address().port}`));
