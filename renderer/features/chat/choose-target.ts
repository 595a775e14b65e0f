import type { Message } from '../../../shared/model/conversation.ts';
import type { Model, Target } from '../../../shared/model/provider.ts';

/** Model names that say they do something else than chat. A wrong guess only changes the order, never the choice. */
const notForChat =
  /embed|rerank|whisper|transcri|tts|speech|audio|dall-e|image|moderation|realtime|vision-preview|davinci|babbage|sora|ocr|guard/i;

/** A model to begin with: the first that looks made for chat. */
export function firstChatModel(models: readonly Model[]): Target | null {
  const model = models.find(({ id }) => !notForChat.test(id)) ?? models[0];
  return model ? { providerId: model.providerId, modelId: model.id } : null;
}

export const lastTarget = (messages: readonly Message[]): Target | null =>
  messages.findLast(({ target }) => target !== null)?.target ?? null;

export interface TargetHints {
  /** What was picked for this conversation in this window. */
  picked: Target | null;
  /** Who answered last in this conversation. */
  lastHere: Target | null;
  /** What was used last anywhere. */
  remembered: Target | null;
  models: readonly Model[];
  /** Providers that can be asked. */
  isUsable(target: Target): boolean;
}

/** Which model answers next: picked, else who answered here last, else who was used last, else the first one. */
export function chooseTarget({ picked, lastHere, remembered, models, isUsable }: TargetHints): Target | null {
  return [picked, lastHere, remembered].find((target) => target && isUsable(target)) ?? firstChatModel(models);
}
