import type { Dialect, Expected } from '../dialect.ts';
import { sse } from '../stream-forms.ts';
import { compareRaised } from './compare-raised.ts';
import { sseEvents } from './events.ts';
import { type Content, type Part, partsOf } from './gemini-contents.ts';
import { type EmbedBody, embedFields, embedOptions, readVectors } from './gemini-embed.ts';
import { type GenerateBody, generateFields, generateOptions } from './gemini-options.ts';
import { present, sum } from './present.ts';

interface Chunk {
  candidates?: { content?: Content; finishReason?: string | number }[];
  promptFeedback?: { blockReason?: string };
  usageMetadata?: Partial<
    Record<`${'prompt' | 'toolUsePrompt' | 'cachedContent' | 'candidates' | 'thoughts'}TokenCount`, number>
  >;
  error?: unknown;
}

const verbOf = (url: string): string => /models\/[^/]+:(\w+)$/.exec(new URL(url).pathname)?.[1] ?? '';
const modelOf = (url: string): string => /models\/([^/]+):\w+$/.exec(new URL(url).pathname)?.[1] ?? '';
const isModelList = (url: string) => /\/v1(alpha|beta\d*)?\/models$/.test(new URL(url).pathname);

const generating = ['generateContent', 'streamGenerateContent'];
const embedding = ['embedContent', 'batchEmbedContents', 'predict'];

/** Gemini, of its own API and of Vertex. */
export const gemini: Dialect = {
  name: 'gemini',
  streamForm: sse,
  matches({ url, method }) {
    if (method === 'GET') return isModelList(url) && new URL(url).host.endsWith('googleapis.com');
    return [...generating, ...embedding].includes(verbOf(url));
  },
  raise({ url, method, body }) {
    if (method === 'GET') return { service: 'models' };
    const modelId = decodeURIComponent(modelOf(url));
    if (embedding.includes(verbOf(url))) {
      return { service: 'embedding', modelId, stream: false, options: embedOptions(body as EmbedBody) };
    }
    const stream = verbOf(url) === 'streamGenerateContent';
    return { service: 'language', modelId, stream, options: generateOptions(body as GenerateBody) };
  },
  read({ body }, { url, method }) {
    if (typeof body !== 'string') throw new Error('the body is no text');
    if (method === 'GET') {
      const { models } = JSON.parse(body) as { models: { name: string }[] };
      return { models: models.map(({ name }) => name.replace(/^models\//, '')) };
    }
    if (embedding.includes(verbOf(url))) return readVectors(JSON.parse(body));
    return readChunks(verbOf(url) === 'streamGenerateContent' ? sseEvents<Chunk>(body) : [JSON.parse(body)]);
  },
  compare: compareRaised((request) => gemini.raise(request), {
    place: placeOf,
    read: [...generateFields, ...embedFields],
    hasCallIds: false,
  }),
};

/** The version of the API is the package's choice; one text may be asked for in either way. */
function placeOf({ pathname, searchParams }: URL): string {
  const place = decodeURIComponent(pathname).replace(/^\/v1(alpha|beta\d*)?\//, '/');
  return place.replace(/:(embedContent|batchEmbedContents)$/, ':embed') + (searchParams.get('alt') ?? '');
}

const finishes: Record<string, Expected['finish']> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content-filter',
  IMAGE_SAFETY: 'content-filter',
  RECITATION: 'content-filter',
  BLOCKLIST: 'content-filter',
  PROHIBITED_CONTENT: 'content-filter',
  SPII: 'content-filter',
  MALFORMED_FUNCTION_CALL: 'error',
};

function readChunks(chunks: readonly Chunk[]): Expected {
  if (chunks.some(({ error }) => error)) return { failsInside: true };
  const parts = chunks.flatMap(({ candidates }) => partsOf(candidates?.[0]?.content));
  const toolCalls = parts.flatMap(({ functionCall }) => {
    if (!functionCall) return [];
    const { id, name, args = {} } = functionCall;
    return [{ ...present({ id }), name, input: args }];
  });
  const ends = chunks.flatMap(({ candidates }) => candidates?.[0]?.finishReason ?? []);
  const finish = chunks.some(({ promptFeedback }) => promptFeedback?.blockReason)
    ? 'content-filter'
    : finishes[ends.at(-1) ?? ''];
  return present({
    text: textOf(parts.filter(({ thought }) => !thought)),
    reasoning: textOf(parts.filter(({ thought }) => thought)),
    toolCalls,
    images: parts.filter(({ inlineData, thought }) => inlineData && !thought).length,
    finish: finish === 'stop' && toolCalls.length > 0 ? 'tool-calls' : finish,
    usage: usageOf(chunks),
  });
}

const textOf = (parts: readonly Part[]): string => parts.map(({ text }) => text ?? '').join('');

/** Every chunk tells all there is so far; what was thought does not count as answered. */
function usageOf(chunks: readonly Chunk[]): Expected['usage'] {
  const usage = chunks.findLast(({ usageMetadata }) => usageMetadata)?.usageMetadata;
  return (
    usage && {
      input: sum(usage.promptTokenCount, usage.toolUsePromptTokenCount),
      cacheRead: sum(usage.cachedContentTokenCount),
      output: sum(usage.candidatesTokenCount, usage.thoughtsTokenCount),
      reasoning: sum(usage.thoughtsTokenCount),
    }
  );
}
