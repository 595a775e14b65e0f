import type { RequestId } from '../../../shared/model/ids.ts';
import { type LanguagePart, languageWork } from '../../gateway/language-work.ts';
import type { RelayItem } from '../../gateway/relay/relay-work.ts';
import type { AnswerResult } from '../../gateway/request.ts';
import type { Work } from '../../gateway/work.ts';
import type { ReadChat } from './read-chat.ts';
import { createChatWriter } from './stream-chat.ts';
import { writeChat } from './write-chat.ts';

export interface ChatWorkOptions {
  id: RequestId;
  /** UTC ms. */
  createdAt: number;
}

const bytesOf = (text: string): Uint8Array => Buffer.from(text);
const head = (contentType: string) => ({ status: 200, headers: { 'content-type': contentType } });

/** A chat completion by a target that speaks another form: written in this one, as if it had come so. */
export function chatWork(read: ReadChat, { id, createdAt }: ChatWorkOptions): Work<RelayItem, AnswerResult> {
  const { model, isStream, includeUsage, prompt, tools, toolChoice, responseFormat, parameters } = read;
  const work = languageWork({
    prompt,
    ...(tools && { tools }),
    ...(toolChoice && { toolChoice }),
    ...(responseFormat && { responseFormat }),
    parameters,
    defaults: 'standard',
  });
  const facts = { id, model, createdAt };
  return {
    service: work.service,
    isRepeatable: work.isRepeatable,
    async *run(asked) {
      const parts = work.run(asked);
      try {
        if (!isStream) {
          const heard = overheard(parts);
          yield { head: head('application/json'), bytes: bytesOf(await writeChat(heard.parts, facts)) };
          return heard.end();
        }
        const writer = createChatWriter({ ...facts, includeUsage });
        let isBegun = false;
        const item = (text: string): RelayItem => {
          const first = isBegun ? {} : { head: head('text/event-stream; charset=utf-8') };
          isBegun = true;
          return { ...first, bytes: bytesOf(text) };
        };
        for (;;) {
          const { done, value } = await parts.next();
          const text = done ? writer.end(value) : writer.write(value);
          if (text !== '') yield item(text);
          if (done) return value;
        }
      } finally {
        void parts.return(undefined as never).catch(() => {});
      }
    },
  };
}

/** The same parts, and the end that whoever reads them sees. */
function overheard(given: AsyncGenerator<LanguagePart, AnswerResult, void>) {
  let result: AnswerResult | undefined;
  async function* listen(): AsyncGenerator<LanguagePart, AnswerResult, void> {
    result = yield* given;
    return result;
  }
  return {
    parts: listen(),
    end(): AnswerResult {
      if (result) return result;
      throw new Error('An answer was written before its end.');
    },
  };
}
