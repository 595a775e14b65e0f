import { AppError } from '../../../shared/errors/app-error.ts';
import type { Dialect } from '../../../shared/model/dialect.ts';
import type { Emit } from '../../lib/pulled.ts';
import type { Answer } from '../../providers/network/send.ts';
import { ruleOf } from '../../providers/parameters/rule-of.ts';
import type { Relay } from '../../providers/relay-line.ts';
import type { AnswerResult } from '../request.ts';
import type { Asked, Work } from '../work.ts';
import { readCopy, writeCopy } from './copy.ts';
import { dialects } from './dialects.ts';
import { type GivenHeaders, headersFor, headOf, type RelayHead } from './head.ts';
import { membersOf, valueIn } from './members.ts';
import { createPassage, type Passed } from './passage.ts';
import { isFilled } from './reading.ts';
import { brokenIn, type RelayRefusal, readRefusal, thrownOf } from './refusal.ts';
import { type Rename, renameTo } from './rename.ts';
import { type RelayBody, requestBody } from './request-body.ts';
import { readWhole } from './whole-answer.ts';

export interface RelayItem {
  /** With the first one. */
  head?: RelayHead;
  /** As they came: many events, or the whole answer. */
  bytes: Uint8Array;
  /** The vendor's own event of a failure: whoever reads on has been told. */
  isFailure?: true;
}

export interface RelayCall {
  dialect: Dialect;
  /** A JSON object, as it came in. */
  body: Buffer;
  isStream: boolean;
  /** Of whoever asks; what is no part of the dialect stays here. Default: none. */
  headers?: GivenHeaders;
  /** A name for the model in the answer. Default: the target's own. */
  shownModel?: string;
  /** What is done where a target does not speak the dialect. Default: it is refused. */
  otherwise?: Work<RelayItem, AnswerResult>;
}

export interface RelayWork extends Work<RelayItem, AnswerResult> {
  /** What the target that was asked last answered, where it was an error. */
  readonly refusal: RelayRefusal | null;
}

/** Passes a request on to a target that speaks its dialect, and the answer back, byte for byte. */
export function relayWork(call: RelayCall): RelayWork {
  const { dialect, isStream, headers = {}, shownModel, otherwise } = call;
  const { service, reading, passesOn } = dialects[dialect];
  const passedOn = headersFor(passesOn, headers);
  const rename = shownModel === undefined ? null : renameTo(shownModel, reading);
  let refusal: RelayRefusal | null = null;

  async function ask(relay: Relay, { body }: RelayBody, asked: Asked): Promise<Answer> {
    const { signal, patiently, connection, modelId } = asked;
    const answer = await patiently(
      relay.send({
        url: relay.url,
        method: 'POST',
        headers: { ...relay.headers, 'content-type': 'application/json', ...passedOn },
        body,
        signal,
      }),
    );
    if (answer.status < 400) return answer;
    refusal = await readRefusal(answer, patiently);
    throw connection.classify(thrownOf(refusal, answer.headers), { modelId, hasContent: false });
  }

  return {
    service,
    // What is added to a conversation that the vendor keeps would be in it twice.
    isRepeatable: dialect !== 'openai-responses' || !namesConversation(call.body),
    get refusal() {
      return refusal;
    },
    copy: {
      dialect: `${dialect}${isStream ? ' in events' : ''}`,
      question: () => ({ ...JSON.parse(call.body.toString()), headers: passedOn }),
      write: writeCopy,
      read: readCopy,
    },
    async run(asked, emit) {
      refusal = null;
      const relay = await asked.patiently(asked.connection.relay(dialect, asked.modelId));
      if (!relay) {
        if (!otherwise) throw notSpoken(call, asked);
        return otherwise.run(asked, emit);
      }
      const sent = requestBody(call.body, { ...bodyOptions(asked), dialect, isStream, line: relay });
      const answer = await ask(relay, sent, asked);
      const given = { answer, reading, rename };
      const { warnings, hidesUsage } = sent;
      if (isStream && !isJson(answer)) return { ...(await stream({ ...given, hidesUsage }, asked, emit)), warnings };
      const { bytes, result } = await readWhole(given, asked);
      await emit({ head: headOf(answer), bytes });
      return { ...result, warnings };
    },
  };
}

const namesConversation = (body: Buffer): boolean => isFilled(valueIn(body, membersOf(body) ?? [], 'conversation'));

interface Given {
  answer: Answer;
  reading: (typeof dialects)[Dialect]['reading'];
  rename: Rename | null;
  hidesUsage: boolean;
}

async function stream(
  { answer, reading, rename, hidesUsage }: Given,
  { connection, modelId, patiently }: Asked,
  emit: Emit<RelayItem>,
): Promise<Omit<AnswerResult, 'warnings'>> {
  const passage = createPassage(reading, { modelId, hidesUsage, rename });
  let head: { head?: RelayHead } = { head: headOf(answer) };

  async function show({ bytes, failure }: Passed): Promise<void> {
    const { hasContent } = passage;
    if (bytes) {
      const first = head;
      head = {};
      await emit({ ...first, bytes });
    }
    if (!failure) return;
    const error = connection.classify(failure.said, { modelId, hasContent });
    if (!hasContent) throw error;
    await emit({ bytes: failure.event, isFailure: true });
    throw brokenBy(error, modelId);
  }

  /** Undefined at its end; whatever becomes of the line after that, the answer was complete. */
  async function next(): Promise<Uint8Array | undefined> {
    try {
      return await patiently(answer.body.read());
    } catch (thrown) {
      if (!passage.isEnded) throw brokenIn(answer, thrown);
      return undefined;
    }
  }

  try {
    for (let chunk = await next(); chunk; chunk = await next()) await show(passage.push(chunk));
    await show(passage.end());
  } finally {
    answer.body.cancel();
  }
  if (!passage.isEnded) throw brokenOff(modelId);
  return passage.result();
}

/** For the field of the longest answer: what this model calls it, where its other fields are of the same form. */
function bodyOptions({ connection, modelId, changes }: Asked) {
  const rule = ruleOf(connection.parameters(modelId), 'maxOutputTokens', { modelId, details: null, parameters: {} });
  return { modelId, changes, limitField: 'as' in rule ? rule.as : undefined };
}

const isJson = ({ headers }: Answer): boolean => headers['content-type']?.startsWith('application/json') ?? false;

const brokenOff = (modelId: string): AppError =>
  new AppError('STREAM_INTERRUPTED', `The answer of ${modelId} ended before it was complete. Try again.`);

const brokenBy = (cause: AppError, modelId: string): AppError =>
  new AppError('STREAM_INTERRUPTED', `The answer of ${modelId} broke off. ${cause.message}`, {
    cause,
    details: { ...cause.details, reason: cause.code },
  });

const notSpoken = ({ dialect }: RelayCall, { modelId }: Asked): AppError =>
  new AppError('MODEL_LACKS_CAPABILITY', `${modelId} cannot be asked in the form ${dialect}. Choose another model.`, {
    details: { capability: dialect, model: modelId },
  });
