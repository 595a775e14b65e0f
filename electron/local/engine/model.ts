import { AppError } from '../../../shared/errors/app-error.ts';
import { countChat, generateChat } from './chat.ts';
import { embedTexts } from './embed.ts';
import type { EngineModel } from './engine.ts';
import type { Loaded, LoadedForChat } from './loaded.ts';
import type { Opened } from './open-context.ts';
import { rankDocuments } from './rank.ts';
import type { GenerateRequest } from './request.ts';
import { closedError, toRequestError } from './request-error.ts';
import { countText, generateText } from './text.ts';
import { detokenizeAll, tokenizeText } from './tokens.ts';

/** The loaded model as the rest of the app knows it. */
export function createModel({ loaded, close, onLost }: Opened<Loaded>): EngineModel {
  const closing = new AbortController();
  let closed: Promise<void> | undefined;
  const running = new Set<Promise<unknown>>();
  let lost = false;
  onLost(() => {
    lost = true;
  });
  const isLost = () => lost;

  const stopWith = (signal: AbortSignal) => AbortSignal.any([signal, closing.signal]);
  /** Errors leave as ours, and closing waits for what runs. */
  const run = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closing.signal.aborted) throw closedError();
    const result = work();
    running.add(result);
    try {
      return await result;
    } catch (error) {
      throw toRequestError(error, closing.signal);
    } finally {
      running.delete(result);
    }
  };

  return {
    info: loaded.info,
    async *generate(request, signal) {
      const chat = forChat(loaded);
      const stop = stopWith(signal);
      const answer = request.kind === 'chat' ? generateChat(chat, request, stop) : generateText(chat, request, stop);
      let isDone = false;
      try {
        for (;;) {
          // Only while a token is asked for: closing must not wait for a caller who never comes back.
          const step = await run(() => answer.next());
          if (step.done) {
            isDone = true;
            return step.value;
          }
          yield step.value;
        }
      } finally {
        if (!isDone) await answer.return(undefined as never).catch(() => {});
      }
    },
    embed: (texts, signal) => run(() => embedTexts(loaded, texts, stopWith(signal))),
    rank: (query, documents, signal) => run(() => rankDocuments(loaded, query, documents, stopWith(signal))),
    tokenize: (text, { special }) => run(() => tokenizeText(loaded.model, text, special)),
    detokenize: (tokens) => run(() => detokenizeAll(loaded.model, tokens)),
    count: (request: GenerateRequest) =>
      run(() => {
        const chat = forChat(loaded);
        return request.kind === 'chat' ? countChat(chat, request) : countText(chat, request);
      }),
    close() {
      closed ??= (async () => {
        closing.abort(closedError());
        await Promise.allSettled(running);
        // An engine that hangs gives nothing back; waiting for it would hang its owner too.
        if (isLost()) return;
        await close();
        if (isLost()) return;
        await loaded.model.dispose();
      })();
      return closed;
    },
    onLost,
  };
}

function forChat(loaded: Loaded): LoadedForChat {
  if (loaded.purpose === 'chat') return loaded;
  throw new AppError(
    'MODEL_LACKS_CAPABILITY',
    `This model was loaded for ${loaded.purpose} and writes no text. Choose a chat model.`,
  );
}
