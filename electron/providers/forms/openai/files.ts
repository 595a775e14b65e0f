import { z } from 'zod';
import type { FileShelf } from '../../services/files.ts';
import { getPages, readable } from '../asking/get-json.ts';
import { send, sendJson } from '../asking/send.ts';

export interface OpenAiFilesOptions {
  baseUrl: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
}

const file = z
  .looseObject({
    id: z.string().min(1),
    filename: z.string(),
    bytes: z.int().nonnegative(),
    purpose: z.string(),
    created_at: z.number(),
  })
  .transform(({ id, filename, bytes, purpose, created_at }) => ({
    id,
    name: filename,
    size: bytes,
    purpose,
    createdAt: Math.round(created_at * 1000),
  }));
const page = z.looseObject({ data: z.array(z.unknown()), has_more: z.boolean().nullish() });
const last = z.looseObject({ id: z.string() });

/** `/files` as OpenAI made it and others copied it: https://platform.openai.com/docs/api-reference/files */
export function openAiFiles({ baseUrl, headers, fetch }: OpenAiFilesOptions): FileShelf {
  const one = (id: string): string => `${baseUrl}/files/${encodeURIComponent(id)}`;
  return {
    async upload({ name, purpose, content }, signal) {
      const body = new FormData();
      body.set('purpose', purpose);
      body.set('file', content, name);
      return sendJson({ url: `${baseUrl}/files`, method: 'POST', headers, body, answer: file, fetch, signal });
    },

    async list({ purpose }, signal) {
      const pages = await getPages(
        (after) => {
          const query = new URLSearchParams({ ...(purpose && { purpose }), ...(after && { after }) }).toString();
          const url = `${baseUrl}/files${query && `?${query}`}`;
          return sendJson({ url, method: 'GET', headers, answer: page, fetch, signal });
        },
        ({ data, has_more }) => (has_more ? last.safeParse(data.at(-1)).data?.id : null),
      );
      return readable(
        pages.flatMap(({ data }) => data),
        file,
      );
    },

    async content(id, signal) {
      const response = await send({ url: `${one(id)}/content`, method: 'GET', headers, fetch, signal });
      return response.body ?? new Blob([]).stream();
    },

    async delete(id, signal) {
      await send({ url: one(id), method: 'DELETE', headers, fetch, signal });
    },
  };
}
