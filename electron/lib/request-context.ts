import { AsyncLocalStorage } from 'node:async_hooks';

const requestIds = new AsyncLocalStorage<string>();

/** Every log line that comes of `work`, now or later, carries the request's id. */
export const withRequestId = <T>(requestId: string, work: () => T): T => requestIds.run(requestId, work);

/** A generator runs in whatever context asks for its next step: here each step runs in that of its request. */
export function stepsWithRequestId<Step, End>(
  requestId: string,
  steps: AsyncGenerator<Step, End, void>,
): AsyncGenerator<Step, End, void> {
  return {
    next: () => withRequestId(requestId, () => steps.next()),
    return: (value) => withRequestId(requestId, () => steps.return(value)),
    throw: (error) => withRequestId(requestId, () => steps.throw(error)),
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: () => withRequestId(requestId, () => steps[Symbol.asyncDispose]()),
  };
}

/** For the log: the id of the request that is being served, if any. */
export function requestFields(): { requestId?: string } {
  const requestId = requestIds.getStore();
  return requestId === undefined ? {} : { requestId };
}
