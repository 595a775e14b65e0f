// Catches: a request that real programs sent and that is refused here.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readChat } from '../../../../electron/server/openai/read-chat.ts';
import { readEmbeddings } from '../../../../electron/server/openai/read-embeddings.ts';
import { wireFolder } from '../../../conformance/recordings.ts';

interface Recording {
  interactions: { request: { url: string; body: unknown } }[];
}

const folder = join(wireFolder, 'recordings');
const isThere = existsSync(folder);
if (!isThere) console.log(`skipped: no recorded requests at ${folder} (set SWITCHYARD_WIRE to its parent)`);

/** By the end of their path, whoever was asked: many speak this dialect. */
function requestsTo(path: string): { name: string; body: unknown }[] {
  if (!isThere) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const { interactions } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording;
      const bodies = interactions.filter(({ request }) => request.url?.split('?')[0]?.endsWith(path));
      return bodies.map(({ request }, index) => ({ name: `${name} ${index}`, body: request.body }));
    });
}

/** Some have the model in their path: that is another dialect. */
const hasModel = ({ body }: { body: unknown }) => typeof body === 'object' && body !== null && 'model' in body;
const isOfTheDialect = ({ body }: { body: unknown }) => !JSON.stringify(body).includes('"document_url"');
const chats = requestsTo('/chat/completions').filter(hasModel).filter(isOfTheDialect);
const ofItsMaker = chats.filter(({ name }) => name.startsWith('openai/'));

describe.skipIf(!isThere)('recorded requests', () => {
  test('there are some', () => {
    expect(ofItsMaker.length).toBeGreaterThan(25);
    expect(chats.length).toBeGreaterThan(150);
  });

  test.each(chats)('$name', ({ body }) => {
    const { messages } = body as { messages: { role: string }[] };
    const isInstruction = ({ role }: { role: string }) => role === 'system' || role === 'developer';
    const { prompt } = readChat(body);
    const others = messages.filter((message) => !isInstruction(message));
    const results = others.filter(({ role }) => role === 'tool');
    expect(prompt.filter(({ role }) => role !== 'system' && role !== 'tool')).toHaveLength(
      others.length - results.length,
    );
    expect(prompt.flatMap((message) => (message.role === 'tool' ? message.content : []))).toHaveLength(results.length);
  });

  test.each(requestsTo('/v1/embeddings').filter(hasModel))('$name', ({ body }) => {
    expect(readEmbeddings(body).values.length).toBeGreaterThan(0);
  });
});
