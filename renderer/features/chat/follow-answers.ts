import type { Client, OpenStream } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { type AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { AnswerDelta, Message } from '../../../shared/model/conversation.ts';
import type { MessageId } from '../../../shared/model/ids.ts';

export interface Growth {
  text: string;
  reasoning: string;
}

export interface FollowOptions {
  client: Pick<Client<AppContract>, 'open'>;
  /** Calls back before the next frame is drawn. */
  requestFrame(callback: () => void): void;
  /** What arrived since the last frame, by message. */
  onGrowth(growth: ReadonlyMap<MessageId, Growth>): void;
  onEnd(message: Message): void;
  onFailure(message: Message, error: AppError): void;
}

export interface Follower {
  /** Follows a streaming answer from its present lengths on; does nothing when it is followed already. */
  follow(message: Message): void;
  isFollowing(id: MessageId): boolean;
  /** Hands over what waits for the next frame, now. */
  flush(): void;
}

/** Reads the running answers, any number at once, and hands their growth on once a frame. */
export function createFollower({ client, requestFrame, onGrowth, onEnd, onFailure }: FollowOptions): Follower {
  const streams = new Map<MessageId, OpenStream<AnswerDelta, Message>>();
  let pending = new Map<MessageId, Growth>();
  let isFrameAsked = false;

  const flush = (): void => {
    if (pending.size === 0) return;
    const growth = pending;
    pending = new Map();
    onGrowth(growth);
  };

  const add = (id: MessageId, delta: AnswerDelta): void => {
    const growth = pending.get(id) ?? { text: '', reasoning: '' };
    growth[delta.kind] += delta.text;
    pending.set(id, growth);
    if (isFrameAsked) return;
    isFrameAsked = true;
    requestFrame(() => {
      isFrameAsked = false;
      flush();
    });
  };

  const read = async (message: Message, stream: OpenStream<AnswerDelta, Message>): Promise<void> => {
    try {
      for await (const delta of stream) add(message.id, delta);
      const last = await stream.end;
      streams.delete(message.id);
      // The end carries the whole text: what still waits for a frame is in it.
      pending.delete(message.id);
      onEnd(last);
    } catch (thrown) {
      streams.delete(message.id);
      flush();
      onFailure(message, toAppError(thrown));
    }
  };

  return {
    follow(message) {
      if (message.state !== 'streaming' || streams.has(message.id)) return;
      const stream = client.open('chat.follow', {
        messageId: message.id,
        textLength: message.text.length,
        reasoningLength: message.reasoning.length,
      });
      streams.set(message.id, stream);
      void read(message, stream);
    },
    isFollowing: (id) => streams.has(id),
    flush,
  };
}
