import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { readFrame, writeFrame } from './transcribe-frames.ts';

const item = z.looseObject({
  Content: z.string().default(''),
  StartTime: z.number().default(0),
  EndTime: z.number().default(0),
  Type: z.string().nullish(),
});
const result = z.looseObject({
  IsPartial: z.boolean().default(false),
  StartTime: z.number().default(0),
  EndTime: z.number().default(0),
  LanguageCode: z.string().nullish(),
  Alternatives: z
    .array(z.looseObject({ Transcript: z.string().default(''), Items: z.array(item).nullish() }))
    .default([]),
});
const transcriptEvent = z.looseObject({ Transcript: z.looseObject({ Results: z.array(result).default([]) }) });
/** What was heard in one stretch, times in seconds. */
export type TranscribeResult = z.output<typeof result>;

export const audioEvent = (payload: Uint8Array): Uint8Array =>
  writeFrame({
    headers: new Map([
      [':message-type', 'event'],
      [':event-type', 'AudioEvent'],
      [':content-type', 'application/octet-stream'],
    ]),
    payload,
  });

const statuses: Readonly<Record<string, number>> = {
  BadRequestException: 400,
  ConflictException: 409,
  LimitExceededException: 429,
  InternalFailureException: 500,
  ServiceUnavailableException: 503,
};

/** In the packages' own form, so that it is told as every other error of a vendor is. */
async function refusal(type: string, responseBody: string, url: string): Promise<Error> {
  const { APICallError } = await import('@ai-sdk/provider');
  return new APICallError({
    message: type,
    url,
    requestBodyValues: {},
    statusCode: statuses[type] ?? 500,
    responseHeaders: { 'x-amzn-errortype': type },
    responseBody,
  });
}

/** What a message tells of the transcript; throws what it tells of a failure. `address` stands in that. */
export async function resultsIn(message: unknown, address: string): Promise<TranscribeResult[]> {
  const frame = readFrame(message instanceof Uint8Array ? message : Buffer.from(String(message)));
  const text = Buffer.from(frame.payload).toString();
  if (frame.headers.get(':message-type') !== 'event') {
    throw await refusal(frame.headers.get(':exception-type') ?? 'InternalFailureException', text, address);
  }
  if (frame.headers.get(':event-type') !== 'TranscriptEvent') return [];
  try {
    return transcriptEvent.parse(JSON.parse(text)).Transcript.Results;
  } catch {
    throw new AppError('PROVIDER_BAD_ANSWER', 'Amazon Transcribe sent a message that cannot be read. Try again.');
  }
}
