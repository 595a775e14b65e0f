import type { RequestId } from '../../../shared/model/ids.ts';
import { languageWork } from '../../gateway/language-work.ts';
import type { RelayItem } from '../../gateway/relay/relay-work.ts';
import type { AnswerResult } from '../../gateway/request.ts';
import type { Work } from '../../gateway/work.ts';
import type { ReadChat } from './read-chat.ts';
import { createChatWriter } from './stream-chat.ts';
import { createWholeChatWriter } from './write-chat.ts';

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
    async run(asked, emit) {
      if (!isStream) {
        const writer = createWholeChatWriter(facts);
        const result = await work.run(asked, writer.write);
        await emit({ head: head('application/json'), bytes: bytesOf(writer.end(result)) });
        return result;
      }
      const writer = createChatWriter({ ...facts, includeUsage });
      let first: Pick<RelayItem, 'head'> = { head: head('text/event-stream; charset=utf-8') };
      const show = (text: string): Promise<void> | void => {
        if (text === '') return;
        const item = { ...first, bytes: bytesOf(text) };
        first = {};
        return emit(item);
      };
      const result = await work.run(asked, (part) => show(writer.write(part)));
      await show(writer.end(result));
      return result;
    },
  };
}
