import type { LanguageModelV4Content, LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider';
import type { VendorConnection } from '../../electron/providers/define-vendor.ts';
import type { Asked, Expected } from './dialect.ts';
import { readStream } from './read-stream.ts';

export interface Outcome {
  answer: Expected;
  /** What was thrown, or came as an error part. */
  failure?: { thrown: unknown; hasContent: boolean };
  /** What no reader of a stream could rely on: a part that was never begun, an end that is missing. */
  problems: string[];
}

/** Asks our vendor, and writes what comes in the words of `Expected`. */
export async function ask(connection: VendorConnection, asked: Asked, signal?: AbortSignal): Promise<Outcome> {
  try {
    return await run(connection, asked, signal ?? new AbortController().signal);
  } catch (thrown) {
    return { answer: {}, failure: { thrown, hasContent: false }, problems: [] };
  }
}

async function run(connection: VendorConnection, asked: Asked, abortSignal: AbortSignal): Promise<Outcome> {
  if (asked.service === 'models') {
    const listed = await connection.listModels(abortSignal);
    const nameless = listed.filter(({ id, name }) => id === '' || name === '');
    return {
      answer: { models: listed.map(({ id }) => id) },
      problems: nameless.map(() => 'a model without id or name'),
    };
  }
  if (asked.service === 'language') {
    const model = await connection.model('language', asked.modelId);
    const options = { ...asked.options, abortSignal };
    if (!asked.stream) {
      const { content, finishReason, usage } = await model.doGenerate(options);
      return {
        answer: { ...contentOf(content), finish: finishOf(finishReason.unified), usage: countsOf(usage) },
        problems: [],
      };
    }
    const { parts, problems, failure } = await readStream((await model.doStream(options)).stream);
    const end = parts.find((part) => part.type === 'finish');
    const ending = end && { finish: finishOf(end.finishReason.unified), usage: countsOf(end.usage) };
    return { answer: { ...contentOf(joined(parts)), ...ending }, problems, ...(failure && { failure }) };
  }
  return { answer: await askOther(connection, asked, abortSignal), problems: [] };
}

async function askOther(
  connection: VendorConnection,
  asked: Exclude<Asked, { service: 'models' | 'language' }>,
  abortSignal: AbortSignal,
): Promise<Expected> {
  const { service, modelId } = asked;
  switch (service) {
    case 'embedding': {
      const model = await connection.model(service, modelId);
      const { embeddings, usage } = await model.doEmbed({ ...asked.options, abortSignal });
      return { vectors: embeddings, ...(usage && { usage: { input: usage.tokens } }) };
    }
    case 'reranking': {
      const model = await connection.model(service, modelId);
      const { ranking } = await model.doRerank({ ...asked.options, abortSignal });
      return { ranking: ranking.map(({ index, relevanceScore }) => ({ index, score: relevanceScore })) };
    }
    case 'image': {
      const model = await connection.model(service, modelId);
      return { images: (await model.doGenerate({ ...asked.options, abortSignal })).images.length };
    }
    case 'speech': {
      const model = await connection.model(service, modelId);
      const { audio } = await model.doGenerate({ ...asked.options, abortSignal });
      return { audio: typeof audio === 'string' ? Buffer.from(audio, 'base64').length : audio.length };
    }
    case 'transcription': {
      const model = await connection.model(service, modelId);
      return { transcript: (await model.doGenerate({ ...asked.options, abortSignal })).text };
    }
    case 'moderation': {
      const model = await connection.model(service, modelId);
      return { verdicts: (await model.moderate({ ...asked.options, abortSignal })).results };
    }
  }
}

const finishOf = (unified: string) => unified as NonNullable<Expected['finish']>;

const countsOf = ({ inputTokens, outputTokens }: LanguageModelV4Usage): NonNullable<Expected['usage']> =>
  JSON.parse(
    JSON.stringify({
      input: inputTokens.total,
      cacheRead: inputTokens.cacheRead,
      cacheWrite: inputTokens.cacheWrite,
      output: outputTokens.total,
      reasoning: outputTokens.reasoning,
    }),
  );

/** Deltas as the whole parts they make. Tool calls and files come whole in a stream too. */
const joined = (parts: readonly LanguageModelV4StreamPart[]): LanguageModelV4Content[] =>
  parts.flatMap((part): LanguageModelV4Content[] => {
    if (part.type === 'text-delta') return [{ type: 'text', text: part.delta }];
    if (part.type === 'reasoning-delta') return [{ type: 'reasoning', text: part.delta }];
    return part.type === 'tool-call' || part.type === 'file' ? [part] : [];
  });

function contentOf(content: readonly LanguageModelV4Content[]): Expected {
  const textOf = (type: 'text' | 'reasoning') =>
    content.map((part) => (part.type === type && 'text' in part ? part.text : '')).join('');
  const calls = content.filter((part) => part.type === 'tool-call' && !part.providerExecuted);
  return {
    text: textOf('text'),
    reasoning: textOf('reasoning'),
    toolCalls: calls.flatMap((part) =>
      part.type === 'tool-call' ? [{ id: part.toolCallId, name: part.toolName, input: parsed(part.input) }] : [],
    ),
    images: content.filter(({ type }) => type === 'file').length,
  };
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}
