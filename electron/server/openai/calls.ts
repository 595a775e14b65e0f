import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Door } from '../../../shared/model/door.ts';
import type { RequestId } from '../../../shared/model/ids.ts';
import { type RelayWork, relayWork } from '../../gateway/relay/relay-work.ts';
import type { RequestContent } from '../../gateway/request.ts';
import { chatWork } from './chat-work.ts';
import { embeddingsWork } from './embeddings-work.ts';
import { readChat } from './read-chat.ts';
import { readEmbeddings } from './read-embeddings.ts';

export interface CallInput {
  /** As it came in: a target that speaks this form gets it untouched. */
  body: Buffer;
  headers: IncomingHttpHeaders;
  id: RequestId;
  /** UTC ms. */
  createdAt: number;
}

/** What a request of this form asks of the gateway. */
export interface Call {
  door: Door;
  model: string;
  isStream: boolean;
  content: RequestContent;
  work: RelayWork;
}

/** By their paths, without the version. */
export const calls = {
  '/chat/completions': ({ body, headers, id, createdAt }: CallInput): Call => {
    const read = readChat(parsed(body));
    const { model, isStream, content } = read;
    const otherwise = chatWork(read, { id, createdAt });
    const work = relayWork({ dialect: 'openai-chat', body, isStream, headers, otherwise });
    return { door: 'openai-chat', model, isStream, content, work };
  },

  '/embeddings': ({ body, headers }: CallInput): Call => {
    const read = readEmbeddings(parsed(body));
    const otherwise = embeddingsWork(read);
    const work = relayWork({ dialect: 'openai-embeddings', body, isStream: false, headers, otherwise });
    const content = { texts: read.values, needs: new Set<never>(), maxOutputTokens: 0 };
    return { door: 'openai-embeddings', model: read.model, isStream: false, content, work };
  },
} as const;

export type CallPath = keyof typeof calls;

export const isCallPath = (path: string): path is CallPath => Object.hasOwn(calls, path);

function parsed(body: Buffer | undefined): unknown {
  try {
    return JSON.parse((body ?? Buffer.alloc(0)).toString('utf8'));
  } catch {
    throw new AppError('VALIDATION_FAILED', 'The body is not valid JSON. Send one object with a model in it.');
  }
}
