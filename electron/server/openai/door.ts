import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { RequestId } from '../../../shared/model/ids.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import type { RelayWork } from '../../gateway/relay/relay-work.ts';
import type { Log } from '../../lib/log.ts';
import { sendAnswer } from '../send-answer.ts';
import { readWishes } from '../wishes.ts';
import { type Call, type CallInput, type CallPath, calls } from './calls.ts';
import { errorAnswer, errorEvent } from './errors.ts';
import { ping } from './stream-chat.ts';

export interface DoorOptions {
  gateway: Pick<Gateway, 'run'>;
  log: Log;
  /** UTC ms. Default: the clock. */
  now?: () => number;
}

/** OpenAI's form of the port: reads what comes in, and lets the gateway do the rest. */
export function addOpenAiDoor(app: FastifyInstance, { gateway, log, now = Date.now }: DoorOptions): void {
  const handle =
    (read: (input: CallInput) => Call) =>
    async (request: FastifyRequest<{ Body: Buffer }>, reply: FastifyReply): Promise<void> => {
      // Made anew for each, whatever a client calls its own.
      const requestId = request.id as RequestId;
      reply.hijack();
      let work: RelayWork | undefined;
      try {
        const {
          door,
          model,
          isStream,
          content,
          work: asked,
        } = read({
          body: request.body,
          headers: request.headers,
          id: requestId,
          createdAt: now(),
        });
        work = asked;
        const wishes = readWishes(request.headers);
        const question = { ...wishes, door, wish: { name: model }, content, work, messageId: null, requestId };
        await sendAnswer(reply.raw, {
          isStream,
          ask: ({ emit, ...rest }) => gateway.run({ ...question, ...rest }, emit),
          ping,
          errorEvent: (error) => errorEvent(error.toJSON()),
        });
      } catch (thrown) {
        refuse(reply, { error: toAppError(thrown), requestId, refusal: work?.refusal ?? null, log });
      }
    };

  app.register(async (door) => {
    // The body stays as it came: a target that speaks this form gets it untouched.
    door.removeAllContentTypeParsers();
    door.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    for (const path of Object.keys(calls) as CallPath[]) {
      const handler = handle(calls[path]);
      for (const prefix of ['/v1', '']) door.post(`${prefix}${path}`, handler);
    }
  });
}

interface Refused {
  error: AppError;
  requestId: RequestId;
  refusal: RelayWork['refusal'];
  log: Log;
}

/** What a provider says about the request itself is for whoever made it; what it says about keys and bills is not. */
const aboutRequest: ReadonlySet<number> = new Set([400, 404, 413, 415, 422]);

function refuse({ raw }: FastifyReply, { error, requestId, refusal, log }: Refused): void {
  const facts = { modelRequestId: requestId, code: error.code };
  if (error.code === 'INTERNAL') log.error({ ...facts, err: error }, 'request failed');
  else log.info(facts, 'request refused');
  if (raw.headersSent || raw.destroyed) {
    raw.destroy();
    return;
  }
  const own = errorAnswer(error.toJSON());
  const passesOn = refusal !== null && aboutRequest.has(refusal.status) && error.details?.['status'] === refusal.status;
  const { status, headers, body } = passesOn ? refusal : own;
  raw.writeHead(status, { ...headers, 'x-switchyard-request-id': requestId });
  raw.end(body);
}
