import type { LanguagePart } from '../../gateway/language-work.ts';
import { answerId, type ChatEnd, type ChatHead, finishWord, inSeconds, usageOf } from './answer.ts';
import { logprobsIn } from './logprobs.ts';
import { type CallStep, createCalls } from './tool-calls.ts';
import { wholeCharacters } from './whole-characters.ts';

/** A line that says nothing, for connections that are cut when they are silent. */
export const ping = ': ping\n\n';

const done = 'data: [DONE]\n\n';

/** A stream's pieces, ready to be sent; '' is nothing to send. */
export interface ChatWriter {
  /** Begins the answer with its first content, so that a failure before that can still be an HTTP status. */
  write(item: LanguagePart): string;
  end(end: ChatEnd): string;
}

export interface StreamOptions extends ChatHead {
  includeUsage: boolean;
}

export function createChatWriter({ id, model, createdAt, includeUsage }: StreamOptions): ChatWriter {
  const facts = { id: answerId(id), object: 'chat.completion.chunk', created: inSeconds(createdAt), model };
  const common = `data: ${JSON.stringify(facts).slice(0, -1)},"choices":[`;
  const head = `${common}{"index":0,"delta":`;
  const close = `}]${includeUsage ? ',"usage":null' : ''}}\n\n`;
  const tail = `,"logprobs":null,"finish_reason":null${close}`;

  const calls = createCalls();
  const textOf = wholeCharacters();
  const thoughtOf = wholeCharacters();
  let isBegun = false;

  const begin = (): string => {
    if (isBegun) return '';
    isBegun = true;
    return `${head}{"role":"assistant","content":""}${tail}`;
  };
  const chunk = (delta: string, logprobs: readonly unknown[] = []): string => {
    if (logprobs.length === 0) return `${begin()}${head}${delta}${tail}`;
    const content = JSON.stringify({ content: logprobs, refusal: null });
    return `${begin()}${head}${delta},"logprobs":${content},"finish_reason":null${close}`;
  };
  const callChunk = ({ call, isNew, text }: CallStep): string => {
    const start = isNew ? `,"id":${quoted(call.id)},"type":"function"` : '';
    const name = isNew ? `"name":${quoted(call.name)},` : '';
    return chunk(`{"tool_calls":[{"index":${call.index}${start},"function":{${name}"arguments":${quoted(text)}}}]}`);
  };

  return {
    write(item) {
      if (item.type === 'text-delta') {
        const text = textOf(item.delta);
        const logprobs = logprobsIn(item.providerMetadata);
        return text === '' && logprobs.length === 0 ? '' : chunk(`{"content":${quoted(text)}}`, logprobs);
      }
      if (item.type === 'reasoning-delta') {
        const text = thoughtOf(item.delta);
        if (text === '') return '';
        const word = quoted(text);
        // Programs look for it under one name or the other.
        return chunk(`{"reasoning_content":${word},"reasoning":${word}}`);
      }
      const step = calls.take(item);
      return step ? callChunk(step) : '';
    },

    end({ finishReason, usage }) {
      const rest = calls.end().map(callChunk).join('');
      const reason = finishWord(finishReason, calls.all.length > 0);
      const finish = `${head}{},"logprobs":null,"finish_reason":"${reason}"${close}`;
      const counts = includeUsage ? usageOf(usage) : undefined;
      const last = counts ? `${common}],"usage":${JSON.stringify(counts)}}\n\n` : '';
      return `${begin()}${rest}${finish}${last}${done}`;
    },
  };
}

// JSON leaves these as they are, and some readers take them for the end of a line.
const lineEnd = /[\u0085\u2028\u2029]/;
const lineEnds = new RegExp(lineEnd, 'g');
const escaped = (end: string): string => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`;

function quoted(text: string): string {
  const json = JSON.stringify(text);
  return lineEnd.test(json) ? json.replace(lineEnds, escaped) : json;
}
