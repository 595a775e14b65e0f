import { z } from 'zod';
import type { BatchDesk, VendorBatch, VendorResult } from '../../services/batches.ts';
import { readable } from '../asking/get-json.ts';
import { send, sendJson } from '../asking/send.ts';
import { type OpenAiFilesOptions, openAiFiles } from './files.ts';
import { textLines } from './text-lines.ts';

interface OpenAiBatchesOptions extends OpenAiFilesOptions, Pick<BatchDesk, 'discount' | 'endpoints'> {}

const status = z.enum([
  'validating',
  'failed',
  'in_progress',
  'finalizing',
  'completed',
  'expired',
  'cancelling',
  'cancelled',
]);
const problem = z.looseObject({
  message: z.string(),
  line: z.int().nullish().catch(null),
  param: z.string().nullish().catch(null),
});
const count = z.int().nonnegative().catch(0);

const seen = z.looseObject({
  id: z.string().min(1),
  status,
  expires_at: z.number().nullish(),
  output_file_id: z.string().nullish(),
  error_file_id: z.string().nullish(),
  errors: z.looseObject({ data: z.array(z.unknown()).nullish() }).nullish(),
  request_counts: z.looseObject({ completed: count, failed: count }).nullish(),
  input_file_id: z.string().min(1).nullish().catch(null),
});
type Seen = z.output<typeof seen>;

/** As much as it takes to find one: what else is told of it may change. */
const listed = z.looseObject({
  id: z.string().min(1),
  created_at: z.number(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});
const page = z.looseObject({ data: z.array(z.unknown()), has_more: z.boolean().nullish() });

const result = z.looseObject({
  custom_id: z.string(),
  response: z.looseObject({ status_code: z.int(), body: z.unknown() }).nullish(),
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});

const tagName = 'switchyard_batch';
/** Of 100 batches each: behind them nobody looks. */
const mostPages = 20;

/** `/batches` over `/files`: https://platform.openai.com/docs/api-reference/batch */
export function openAiBatches({ discount, endpoints, ...reach }: OpenAiBatchesOptions): BatchDesk {
  const { baseUrl, headers, fetch } = reach;
  const files = openAiFiles(reach);
  const ask = async (path: string, signal: AbortSignal, body?: unknown): Promise<Seen> => {
    const method = body === undefined ? 'GET' : 'POST';
    const url = `${baseUrl}/batches${path}`;
    return sendJson({ url, method, headers, ...(body !== undefined && { body }), answer: seen, fetch, signal });
  };
  const one = (id: string): string => `/${encodeURIComponent(id)}`;
  const look = async (id: string, signal: AbortSignal): Promise<VendorBatch> => batchOf(await ask(one(id), signal));

  return {
    discount,
    window: 24,
    endpoints,

    async create({ name, content, endpoint, tag }, signal) {
      const { id } = await files.upload({ name, purpose: 'batch', content }, signal);
      const made = { input_file_id: id, endpoint, completion_window: '24h', metadata: { [tagName]: tag } };
      try {
        return batchOf(await ask('', signal, made));
      } catch (thrown) {
        // Only where there is surely no batch that needs it. Why it was refused says more than why it lies there still.
        if (isRefused(thrown)) await files.delete(id, signal).catch(() => {});
        throw thrown;
      }
    },

    async find(tag, since, signal) {
      let after: string | undefined;
      let isClear = true;
      for (let pages = 0; pages < mostPages; pages += 1) {
        const query = new URLSearchParams({ limit: '100', ...(after && { after }) }).toString();
        const url = `${baseUrl}/batches?${query}`;
        const { data, has_more } = await sendJson({ url, method: 'GET', headers, answer: page, fetch, signal });
        const all = readable(data, listed);
        const found = all.find(({ metadata }) => metadata?.[tagName] === tag);
        if (found) return look(found.id, signal);
        if (all.length < data.length) isClear = false;
        const last = all.at(-1);
        // The newest come first.
        if (!has_more || (last && last.created_at * 1000 < since)) return isClear ? null : undefined;
        if (!last) return undefined;
        after = last.id;
      }
      return undefined;
    },

    look,
    cancel: async (id, signal) => batchOf(await ask(`${one(id)}/cancel`, signal, {})),

    async *results({ files: names }, signal) {
      for (const name of names) {
        const url = `${baseUrl}/files/${encodeURIComponent(name)}/content`;
        const { body } = await send({ url, method: 'GET', headers, fetch, signal });
        if (body) for await (const line of textLines(body)) yield* resultOf(line);
      }
    },

    async discardInput({ input }, signal) {
      if (input !== null) await files.delete(input, signal);
    },
  };
}

function batchOf({ id, status: stands, expires_at, errors, request_counts, ...rest }: Seen): VendorBatch {
  const { completed = 0, failed = 0 } = request_counts ?? {};
  return {
    id,
    status: stands === 'validating' || stands === 'in_progress' || stands === 'finalizing' ? 'running' : stands,
    counts: { completed, failed },
    expiresAt: expires_at ? Math.round(expires_at * 1000) : null,
    problems: readable(errors?.data ?? [], problem).map(({ message, line = null, param = null }) => ({
      message,
      line: line !== null && line > 0 ? line : null,
      param,
    })),
    files: [rest.output_file_id, rest.error_file_id].flatMap((name) => name || []),
    input: rest.input_file_id ?? null,
  };
}

/** It says so itself, and not something on the way. */
function isRefused(thrown: unknown): boolean {
  const status = thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 0;
  return status >= 400 && status < 500 && ![408, 409, 425].includes(status);
}

/** A line that cannot be read is of no request; whose it was is found missing. */
function* resultOf(line: string): Generator<VendorResult, void, void> {
  const parsed = result.safeParse(parse(line));
  if (!parsed.success) return;
  const { custom_id: customId, response, error } = parsed.data;
  const { code, message } = error ?? {};
  yield {
    customId,
    status: response?.status_code ?? null,
    body: response?.body ?? null,
    error: error ? { code: code ?? 'unknown', message: message ?? '' } : null,
  };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
