import type { Dialect, WireResponse } from '../dialect.ts';
import { type MessageEvent, readEvents } from './anthropic.ts';
import { awsFrames, awsStream } from './aws-frames.ts';
import { type ConverseBody, converseFields, converseOptions, readAnswer, readStream } from './bedrock-converse.ts';
import { type InvokeBody, invokeFields, raiseInvoke, readInvoke } from './bedrock-invoke.ts';
import { compareRaised } from './compare-raised.ts';

const place = /^\/model\/(.+)\/(converse|converse-stream|invoke|invoke-with-response-stream)$/;

const placeOf = ({ pathname }: URL): string => decodeURIComponent(pathname);
const partsOf = (url: string): [string, string] => {
  const [, modelId = '', verb = ''] = place.exec(placeOf(new URL(url))) ?? [];
  return [modelId, verb];
};

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Operations_Amazon_Bedrock_Runtime.html */
export const bedrock: Dialect = {
  name: 'bedrock',
  streamForm: awsStream,
  matches: ({ url }) => place.test(placeOf(new URL(url))),
  raise({ url, body }) {
    const [modelId, verb] = partsOf(url);
    const stream = verb.endsWith('-stream');
    if (verb.startsWith('invoke')) return raiseInvoke(modelId, stream, body as InvokeBody);
    return { service: 'language', modelId, stream, options: converseOptions(body as ConverseBody) };
  },
  read(response, { url, body }) {
    const [, verb] = partsOf(url);
    if (verb === 'converse-stream') return readStream(bytesOf(response));
    if (verb === 'invoke-with-response-stream') return readEvents(eventsOf(response));
    const answer = JSON.parse(typeof response.body === 'string' ? response.body : '');
    return verb === 'converse' ? readAnswer(answer) : readInvoke(answer, body as InvokeBody);
  },
  compare: compareRaised((request) => bedrock.raise(request), {
    place: placeOf,
    read: [...converseFields, ...invokeFields],
  }),
};

const bytesOf = ({ body }: WireResponse): Uint8Array =>
  typeof body === 'string' ? Buffer.from(body, 'latin1') : Buffer.from(body.base64, 'base64');

const eventsOf = (response: WireResponse): MessageEvent[] =>
  awsFrames(bytesOf(response)).map(({ payload }) => {
    const { bytes } = JSON.parse(payload) as { bytes: string };
    return JSON.parse(Buffer.from(bytes, 'base64').toString('utf8'));
  });
