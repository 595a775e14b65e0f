import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Batch, BatchEndpoint, NativeOffer } from '../../../shared/model/batch.ts';
import type { CredentialId } from '../../../shared/model/ids.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { RoutePlan } from '../../../shared/model/route.ts';
import { createLineSplitter, type Line as FileLine, isBlank, parseLine } from '../lines.ts';
import type { NativePorts, OpenDesk, PlannedLine } from './ports.ts';

interface SurveyOptions {
  batch: Pick<Batch, 'isLocalOnly' | 'tags'>;
  /** The file with its requests. */
  path: string;
  native: Pick<NativePorts, 'plan' | 'check' | 'open'>;
  /** With which key. Default: the next that is free. */
  credentialId?: CredentialId | null;
  /** Gets each line as it goes out. Default: nobody. */
  write?(line: OutgoingLine): Promise<void>;
  /** Aborted, it throws. Default: it goes through to the end. */
  signal?: AbortSignal;
}

interface OutgoingLine {
  customId: string;
  /** Where it stands in the file, from 1 on. */
  number: number;
  bytes: Buffer;
}

interface Survey {
  offer: NativeOffer;
  /** Of the first line. */
  plan: RoutePlan;
  desk: OpenDesk;
}

interface Line {
  custom_id: string;
  url: BatchEndpoint;
  body: { model?: unknown; stream?: unknown };
}

/** So many lines in one go. */
const breath = 20;

/** Whether all lines of a file may go to one provider in one batch, and what that is worth. Throws why not. */
export async function survey({
  batch,
  path,
  native,
  credentialId = null,
  write,
  signal,
}: SurveyOptions): Promise<Survey> {
  const { isLocalOnly, tags } = batch;
  let first: (Survey & { name: unknown }) | undefined;

  const begin = async ({ url, body }: Line, { plan }: PlannedLine): Promise<Survey & { name: unknown }> => {
    const { target, providerName } = onlyAttempt(plan);
    await native.check(target).catch((thrown: unknown) => {
      throw isOff(thrown) ? notOffered(thrown.message) : thrown;
    });
    const opened = await native.open(target.providerId, credentialId);
    const { desk } = opened;
    if (!desk?.endpoints.includes(url)) throw notOffered(`${providerName} has no batches for ${url}.`);
    const { discount, window } = desk;
    return { offer: { ...target, providerName, discount, window }, plan, desk: opened, name: body.model };
  };

  let looked = 0;
  for await (const { number, bytes } of linesOf(path)) {
    signal?.throwIfAborted();
    looked += 1;
    // Others want to be answered meanwhile.
    if (looked % breath === 0) await setImmediate();
    const line = read(bytes);
    const { stream: _, ...body } = line.body;
    const { url } = line;
    const planned = await native.plan({ url, body, isLocalOnly, tags });
    first ??= await begin(line, planned);
    const { offer, desk, name } = first;
    const { target, providerName } = onlyAttempt(planned.plan);
    if (body.model !== name) throw notOffered('Its requests name more than one model.');
    if (target.providerId !== offer.providerId || target.modelId !== offer.modelId) {
      throw notOffered('Its requests would not all go to the same model.');
    }
    const sent = await desk.write({ url, body }, { modelId: target.modelId, changes: planned.changes });
    if (!sent) throw notOffered(`${target.modelId} of ${providerName} does not take ${url} as it is.`);
    await write?.({ customId: line.custom_id, number, bytes: outgoing(line, sent) });
  }
  if (!first) throw notOffered('There is no request in it.');
  const { name: _, ...found } = first;
  return found;
}

function onlyAttempt({ attempts }: RoutePlan): RoutePlan['attempts'][number] {
  const [only, ...others] = attempts;
  if (!only || others.length > 0) throw notOffered('More than one model may answer its requests.');
  if (only.target.providerId === localProviderId) throw notOffered('Its requests stay on this computer.');
  return only;
}

const outgoing = ({ custom_id, url }: Line, body: Buffer): Buffer =>
  Buffer.from(
    `{"custom_id":${JSON.stringify(custom_id)},"method":"POST","url":${JSON.stringify(url)},"body":${body.toString()}}\n`,
  );

async function* linesOf(path: string): AsyncGenerator<FileLine, void, void> {
  const lines = createLineSplitter();
  const file = createReadStream(path);
  let isThere = true;
  file.once('error', (error: NodeJS.ErrnoException) => {
    isThere = error.code !== 'ENOENT';
  });
  try {
    for await (const chunk of file) {
      for (const line of lines.feed(chunk as Buffer)) if (!isBlank(line.bytes)) yield line;
    }
  } catch (error) {
    throw isThere ? error : inputChanged();
  }
  for (const line of lines.end()) if (!isBlank(line.bytes)) yield line;
}

function read(bytes: Buffer): Line {
  let line: Partial<Line> | null;
  try {
    line = parseLine(bytes) as Partial<Line> | null;
  } catch {
    line = null;
  }
  const { custom_id, url, body } = line ?? {};
  if (typeof custom_id !== 'string' || typeof url !== 'string' || !body || typeof body !== 'object')
    throw inputChanged();
  return { custom_id, url, body };
}

/** It was good when it came in. */
export const inputChanged = (): AppError =>
  new AppError('CONFLICT', 'The input file of the batch was changed or deleted. Upload it again.', {
    details: { reason: inputUnreadable },
  });
export const inputUnreadable = 'input_unreadable';

const isOff = (thrown: unknown): thrown is AppError =>
  thrown instanceof AppError && (thrown.code === 'PROVIDER_NOT_FOUND' || thrown.code === 'MODEL_NOT_FOUND');

const notOffered = (why: string): AppError =>
  new AppError('CONFLICT', `This batch cannot be given to a provider as a whole. ${why} Let it be asked from here.`, {
    details: { reason: 'native-not-offered' },
  });
