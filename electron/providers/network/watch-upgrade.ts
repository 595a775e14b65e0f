import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';

/** The other side answered, but not with a line for messages. Named as the errors of the vendors' packages are. */
class UpgradeRefused extends Error {
  override readonly name = 'UpgradeRefused';
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly responseBody: string;

  constructor({ status, headers }: Pick<UpgradeRefused, 'status' | 'headers'>, body: string) {
    super('the server did not open a WebSocket');
    this.status = status;
    this.headers = headers;
    this.responseBody = body;
  }
}

/** Of an answer that says why, nobody needs more. In bytes. */
const mostBody = 64 * 1024;

/** Sees what a WebSocket keeps to itself: why it could not be opened, and the connection below it. */
export function watchUpgrade() {
  let failure: Error | undefined;
  let line: Duplex | undefined;
  let isHeld = false;

  const interceptor: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
    let answer: Pick<UpgradeRefused, 'status' | 'headers'> | undefined;
    const body: Buffer[] = [];
    const refuse = (controller: Dispatcher.DispatchController): void => {
      if (!answer) return;
      failure = new UpgradeRefused(answer, Buffer.concat(body).toString());
      handler.onResponseError?.(controller, failure);
    };

    return dispatch(options, {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onRequestUpgrade(controller, status, headers, socket) {
        line = socket;
        // The parser of frames lets it flow again by itself.
        line.on('resume', () => isHeld && line?.pause());
        handler.onRequestUpgrade?.(controller, status, headers, socket);
      },
      onResponseStart(_controller, status, headers) {
        answer = { status, headers };
      },
      onResponseData(controller, chunk) {
        if (failure) return;
        body.push(chunk);
        if (body.reduce((sum, { length }) => sum + length, 0) < mostBody) return;
        refuse(controller);
        controller.abort(failure ?? new Error('too long'));
      },
      onResponseEnd: refuse,
      onResponseError(controller, error) {
        if (failure) return;
        failure = error;
        if (answer) refuse(controller);
        else handler.onResponseError?.(controller, error);
      },
    });
  };

  return {
    interceptor,
    failure: () => failure,
    line: () => line,
    /** Reads nothing more until then. */
    holdUntil(moment: Promise<void>): void {
      if (isHeld) return;
      isHeld = true;
      line?.pause();
      void moment.then(() => {
        isHeld = false;
        line?.resume();
      });
    },
  };
}
