import type { Message } from '../../../shared/model/conversation.ts';
import type { LocalModel } from '../../../shared/model/local-model.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { AskedTarget, Model, Target } from '../../../shared/model/provider.ts';
import { isForChat } from '../models/model-state.ts';
import { lastSpeaker } from './last-speaker.ts';

/** Model names that say they do something else than chat. A wrong guess only changes the order, never the choice. */
const notForChat =
  /embed|rerank|whisper|transcri|tts|speech|audio|dall-e|image|moderation|realtime|vision-preview|davinci|babbage|sora|ocr|guard/i;

/** A model to begin with: the first that looks made for chat. */
export function firstChatModel(models: readonly Model[]): Target | null {
  const model = models.find(({ id }) => !notForChat.test(id)) ?? models[0];
  return model ? { providerId: model.providerId, modelId: model.id } : null;
}

/** A model of this computer to begin with: one that is loaded, else the newest that has not failed. */
export function firstLocalModel(models: readonly LocalModel[]): Target | null {
  const usable = models.filter(isForChat);
  const newest = usable.filter(({ failure }) => !failure).toSorted((a, b) => b.modifiedAt - a.modifiedAt)[0];
  const model = usable.find(({ state }) => state === 'loaded') ?? newest;
  return model ? { providerId: localProviderId, modelId: model.name } : null;
}

export function lastTarget(messages: readonly Message[]): Target | null {
  const last = messages.findLast((message) => lastSpeaker(message) !== null);
  return last ? lastSpeaker(last) : null;
}

/** The name that the newest answer was asked for by; null where it was the model itself. */
export const lastName = (messages: readonly Message[]): string | null =>
  messages.findLast(({ target }) => target !== null)?.facts?.route?.asked ?? null;

export interface AskedHints {
  /** What was picked for this conversation in this window. */
  picked: AskedTarget | null;
  lastName: string | null;
  isNameUsable(name: string): boolean;
  /** Which model it is where no name is asked for. */
  chooseModel(picked: Target | null): Target | null;
}

/** Whom the next message is for: who asked for a name goes on asking for it. */
export function chooseAsked({ picked, lastName: last, isNameUsable, chooseModel }: AskedHints): AskedTarget | null {
  if (picked && 'modelId' in picked) return chooseModel(picked);
  const name = picked?.name ?? last;
  return name !== null && isNameUsable(name) ? { name } : chooseModel(null);
}

export interface TargetHints {
  /** What was picked for this conversation in this window. */
  picked: Target | null;
  /** Who answered last in this conversation. */
  lastHere: Target | null;
  /** What was used last anywhere. */
  remembered: Target | null;
  models: readonly Model[];
  /** Of this computer. */
  local: readonly LocalModel[];
  /** Providers that can be asked, and models of this computer that are there. */
  isUsable(target: Target): boolean;
}

/** Which model answers next: picked, else who answered here last, else who was used last, else the first one. */
export function chooseTarget({ picked, lastHere, remembered, models, local, isUsable }: TargetHints): Target | null {
  return (
    [picked, lastHere, remembered].find((target) => target && isUsable(target)) ??
    firstChatModel(models) ??
    firstLocalModel(local)
  );
}
