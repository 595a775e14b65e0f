import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Batch, BatchEndpoint, NativeOffer } from '../../../shared/model/batch.ts';
import type { CredentialId } from '../../../shared/model/ids.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { RoutePlan } from '../../../shared/model/route.ts';
import { createLineSplitter, isBlank, parseLine } from '../lines.ts';
import type { NativePorts, OpenDesk, PlannedLine } from './ports.ts';

interface SurveyOptions {
  batch: Pick<Batch, 'isLocalOnly' | 'tags'>;
  /** The file with its requests. */
  path: string;
  native: Pick<NativePorts, 'plan' | 'open'>;
  /** With which key. Default: the next that is free. */
  credentialId?: CredentialId | null;
  /** Gets each line as it goes out. Default: nobody. */
  write?(line: Buffer): Promise<void>;
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
export async function survey({ batch, path, native, credentialId = null, write }: SurveyOptions): Promise<Survey> {
  const { isLocalOnly, tags } = batch;
  let first: (Survey & { name: unknown }) | undefined;

  const begin = async ({ url, body }: Line, { plan }: PlannedLine): Promise<Survey & { name: unknown }> => {
    const { target, providerName } = onlyAttempt(plan);
    const opened = await native.open(target.providerId, credentialId);
    const { desk } = opened;
    if (!desk?.endpoints.includes(url)) throw notOffered(`${providerName} has no batches for ${url}.`);
    const { discount, window } = desk;
    return { offer: { ...target, providerName, discount, window }, plan, desk: opened, name: body.model };
  };

  let looked = 0;
  for await (const bytes of linesOf(path)) {
    looked += 1;
    // Others want to be answered meanwhile.
    if (looked % breath === 0) await setImmediate();
    const line = parseLine(bytes) as Line;
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
    await write?.(outgoing(line, sent));
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

async function* linesOf(path: string): AsyncGenerator<Buffer, void, void> {
  const lines = createLineSplitter();
  const file = createReadStream(path);
  file.once('error', () => {});
  for await (const chunk of file) {
    for (const { bytes } of lines.feed(chunk as Buffer)) if (!isBlank(bytes)) yield bytes;
  }
  for (const { bytes } of lines.end()) if (!isBlank(bytes)) yield bytes;
}

const notOffered = (why: string): AppError =>
  new AppError('CONFLICT', `This batch cannot be given to a provider as a whole. ${why} Let it be asked from here.`, {
    details: { reason: 'native-not-offered' },
  });
