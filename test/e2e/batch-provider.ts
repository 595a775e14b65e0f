import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface BatchProvider {
  url: string;
  /** The batches it was given, oldest first. */
  made: Record<string, unknown>[];
  /** Whether a new batch is through at once. */
  isQuick: boolean;
  close(): void;
}

const answerTo = (line: string): string => {
  const { custom_id } = JSON.parse(line) as { custom_id: string };
  const message = { role: 'assistant', content: 'Track 4.' };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
  const body = { id: 'chatcmpl-1', object: 'chat.completion', model: 'gpt-4o-mini', choices, usage };
  return JSON.stringify({
    id: custom_id,
    custom_id,
    response: { status_code: 200, request_id: 'r', body },
    error: null,
  });
};

/** The part of OpenAI's interface that batches need, at an address of this computer. */
export async function openBatchProvider(): Promise<BatchProvider> {
  let input = '';
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes: Buffer[] = [];
    for await (const part of request) bytes.push(part as Buffer);
    const body = Buffer.concat(bytes);
    const reply = (value: unknown): void =>
      void response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    const path = `${request.method} ${request.url?.split('?')[0]}`;
    const lines = input.trim().split('\n');
    if (path === 'GET /v1/models') return reply({ data: [{ id: 'gpt-4o-mini' }] });
    if (path === 'POST /v1/files') {
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      input = await ((await new Response(body, { headers }).formData()).get('file') as File).text();
      return reply({ id: 'file-in', filename: 'x', bytes: input.length, purpose: 'batch', created_at: 1 });
    }
    if (path === 'GET /v1/files/file-out/content') return void response.end(lines.map(answerTo).join('\n'));
    if (path === 'POST /v1/batches') provider.made.push(JSON.parse(body.toString()) as Record<string, unknown>);
    const done = provider.isQuick ? lines.length : Math.floor(lines.length / 3);
    reply({
      id: 'batch_1',
      status: provider.isQuick ? 'completed' : 'in_progress',
      created_at: 1_790_000_000,
      output_file_id: provider.isQuick ? 'file-out' : null,
      request_counts: { total: lines.length, completed: done, failed: 0 },
    });
  };
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const provider: BatchProvider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    made: [],
    isQuick: true,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return provider;
}
