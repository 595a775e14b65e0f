import { type Conversation, newId, type Tell } from './conversation.ts';
import type { ConversationItem } from './items.ts';
import type { RealtimeResponse } from './server-events.ts';

/** Tells what a provider answers, in the order of events that clients of the protocol wait for. */
export interface Answers {
  readonly isOpen: boolean;
  /** Of the one that is open. */
  readonly transcript: string;
  begin(): void;
  /** Base64. */
  sound(delta: string): void;
  /** What is said: with the sound, or in its place where only text is answered. */
  words(delta: string): void;
  /** A call ends the answer: it goes on when the result is there. */
  call(call: { id: string; name: string; arguments: string }): void;
  end(how?: 'completed' | 'interrupted'): void;
}

export interface AnswersOptions {
  tell: Tell;
  conversation: Conversation;
  /** Asked when an answer begins. */
  isText(): boolean;
}

type Open = {
  response: RealtimeResponse;
  message: { id: string; isText: boolean; words: string; hasSound: boolean } | undefined;
};

export function createAnswers({ tell, conversation, isText }: AnswersOptions): Answers {
  let open: Open | undefined;

  function begin(): Open {
    if (open) return open;
    const response: RealtimeResponse = {
      object: 'realtime.response',
      id: newId('resp'),
      status: 'in_progress',
      status_details: null,
      output: [],
    };
    open = { response, message: undefined };
    tell({ type: 'response.created', response: { ...response } });
    return open;
  }

  const place = ({ response, message }: Open) => ({
    response_id: response.id,
    output_index: response.output.length,
    item_id: message?.id ?? '',
    content_index: 0,
  });

  function speak(): Open & { message: NonNullable<Open['message']> } {
    const answer = begin();
    if (!answer.message) {
      answer.message = { id: newId('item'), isText: isText(), words: '', hasSound: false };
      const { id } = answer.message;
      const item = { id, type: 'message', role: 'assistant', status: 'in_progress', content: [] } as const;
      const { content_index: _, item_id: __, ...output } = place(answer);
      tell({ type: 'response.output_item.added', ...output, item: { ...item, content: [] } });
      conversation.add({ ...item, content: [] });
      const part = answer.message.isText ? { type: 'text', text: '' } : { type: 'audio', transcript: '' };
      tell({ type: 'response.content_part.added', ...place(answer), part });
    }
    return { response: answer.response, message: answer.message };
  }

  function finish(item: ConversationItem & { id: string }): void {
    if (!open) return;
    const { response } = open;
    tell({ type: 'response.output_item.done', response_id: response.id, output_index: response.output.length, item });
    conversation.done(item);
    response.output.push(item);
  }

  function stopSpeaking(status: 'completed' | 'incomplete'): void {
    if (!open?.message) return;
    const { id, isText: isWritten, words, hasSound } = open.message;
    const at = place(open);
    if (isWritten) tell({ type: 'response.output_text.done', ...at, text: words });
    if (hasSound) tell({ type: 'response.output_audio.done', ...at });
    if (!isWritten) tell({ type: 'response.output_audio_transcript.done', ...at, transcript: words });
    const part = isWritten ? { type: 'text', text: words } : { type: 'audio', transcript: words };
    tell({ type: 'response.content_part.done', ...at, part });
    const content = isWritten
      ? { type: 'output_text' as const, text: words }
      : { type: 'output_audio' as const, transcript: words };
    finish({ id, type: 'message', role: 'assistant', status, content: [content] });
    open.message = undefined;
  }

  function end(how: 'completed' | 'interrupted' = 'completed'): void {
    if (!open) return;
    stopSpeaking(how === 'completed' ? 'completed' : 'incomplete');
    const ending =
      how === 'completed'
        ? { status: 'completed' as const, status_details: null }
        : { status: 'cancelled' as const, status_details: { type: 'cancelled', reason: 'turn_detected' } };
    tell({ type: 'response.done', response: { ...open.response, ...ending } });
    open = undefined;
  }

  return {
    get isOpen() {
      return open !== undefined;
    },
    get transcript() {
      return open?.message?.words ?? '';
    },
    begin: () => void begin(),
    sound(delta) {
      const answer = speak();
      answer.message.hasSound = true;
      tell({ type: 'response.output_audio.delta', ...place(answer), delta });
    },
    words(delta) {
      const answer = speak();
      answer.message.words += delta;
      const type = answer.message.isText ? 'response.output_text.delta' : 'response.output_audio_transcript.delta';
      tell({ type, ...place(answer), delta });
    },
    call({ id: callId, name, arguments: given }) {
      const { response } = begin();
      stopSpeaking('completed');
      const id = newId('item');
      const item = { id, type: 'function_call', call_id: callId, name } as const;
      const at = { response_id: response.id, output_index: response.output.length };
      const begun = { ...item, status: 'in_progress', arguments: '' };
      tell({ type: 'response.output_item.added', ...at, item: begun });
      conversation.add(begun);
      const inItem = { ...at, item_id: id, call_id: callId };
      tell({ type: 'response.function_call_arguments.delta', ...inItem, delta: given });
      tell({ type: 'response.function_call_arguments.done', ...inItem, name, arguments: given });
      finish({ ...item, status: 'completed', arguments: given });
      end();
    },
    end,
  };
}
