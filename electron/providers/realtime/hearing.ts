import { type Conversation, newId, type Tell } from './conversation.ts';

/** Tells what a person says, for providers that tell it in their own way. */
export interface Hearing {
  started(): void;
  /** Words that will not change any more. */
  words(delta: string): void;
  /** The whole of what was said; ends it. */
  said(transcript: string): void;
}

export interface HearingOptions {
  tell: Tell;
  conversation: Conversation;
  /** Milliseconds of sound so far. */
  now(): number;
}

export function createHearing({ tell, conversation, now }: HearingOptions): Hearing {
  let item: { id: string; isSpeaking: boolean; isKept: boolean } | undefined;
  const current = () => {
    item ??= { id: newId('item'), isSpeaking: false, isKept: false };
    return item;
  };

  /** The item is in the conversation before anything is told about it. */
  const keep = (): string => {
    const one = current();
    if (one.isKept) return one.id;
    one.isKept = true;
    tell({ type: 'input_audio_buffer.committed', item_id: one.id, previous_item_id: conversation.last });
    conversation.add({ ...spoken(one.id), content: [{ type: 'input_audio', transcript: null }] });
    return one.id;
  };

  return {
    started() {
      const one = current();
      if (one.isSpeaking) return;
      one.isSpeaking = true;
      tell({ type: 'input_audio_buffer.speech_started', audio_start_ms: now(), item_id: one.id });
    },
    words(delta) {
      const id = keep();
      tell({ type: 'conversation.item.input_audio_transcription.delta', item_id: id, content_index: 0, delta });
    },
    said(transcript) {
      const { isSpeaking } = current();
      const id = keep();
      if (isSpeaking) tell({ type: 'input_audio_buffer.speech_stopped', audio_end_ms: now(), item_id: id });
      item = undefined;
      conversation.done({ ...spoken(id), content: [{ type: 'input_audio', transcript }] });
      tell({
        type: 'conversation.item.input_audio_transcription.completed',
        item_id: id,
        content_index: 0,
        transcript,
      });
    },
  };
}

const spoken = (id: string) => ({ id, type: 'message', role: 'user' }) as const;
