import { AppError } from '../../../shared/errors/app-error.ts';
import type { OpenSocket, SocketOptions } from '../network/web-socket.ts';
import type { RealtimeModel } from '../services/realtime.ts';
import { openTalk, type Translate } from './open-talk.ts';
import { type SessionChoices, sessionChoices } from './session-choices.ts';

/** Where a talk is to be had, and in which language. */
export interface Way extends Omit<SocketOptions, 'signal'> {
  url: string;
  translate: Translate;
}

export interface RealtimeModelOptions {
  provider: string;
  modelId: string;
  openSocket: OpenSocket;
  /** Orders the talk, where a provider wants that first. Refuses choices that it has nothing for. */
  order(session: SessionChoices, signal: AbortSignal): Promise<Way> | Way;
}

export const realtimeModel = ({ provider, modelId, openSocket, order }: RealtimeModelOptions): RealtimeModel => ({
  provider,
  modelId,
  async open({ session = {}, abortSignal }) {
    abortSignal?.throwIfAborted();
    const signal = abortSignal ?? new AbortController().signal;
    const { url, translate, ...options } = await order(readSession(session), signal);
    const line = await openSocket(url, { ...options, signal });
    return openTalk(line, translate, { abortSignal });
  },
});

function readSession(given: Record<string, unknown>): SessionChoices {
  const { success, data, error } = sessionChoices.safeParse(given);
  if (success) return data;
  const [issue] = error.issues;
  const param = ['session', ...(issue?.path ?? [])].join('.');
  throw new AppError('VALIDATION_FAILED', `The field ${param} is wrong: ${issue?.message ?? 'it cannot be read'}.`, {
    details: { param },
  });
}
