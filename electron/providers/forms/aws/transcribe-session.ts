import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { type AwsScope, isStale } from '../../auth/aws-fetch.ts';
import type { AwsSignIn } from '../../auth/aws-sign-in.ts';
import { awsSignedAddress } from '../../auth/aws-signed-address.ts';
import { readFacts } from '../../errors/error-facts.ts';
import type { OpenSocket, VendorSocket } from '../../network/web-socket.ts';
import { audioEvent, resultsIn, type TranscribeResult } from './transcribe-events.ts';

export interface TranscribeReach {
  /** `wss://transcribestreaming.us-east-1.amazonaws.com:8443` */
  address: string;
  scope: AwsScope;
  signIn: AwsSignIn;
  openSocket: OpenSocket;
}

/** The service refuses long frames, in bytes, and counts on short ones, in time: a tenth of a second of 16 kHz. */
const chunkLength = 3200;
/** How much may lie here unsent before the next chunk waits, in bytes. */
const mostUnsent = 256 * 1024;

/** Opens the line; with new credentials once, where those at hand were taken back. */
async function openLine(reach: TranscribeReach, query: URLSearchParams, signal?: AbortSignal): Promise<VendorSocket> {
  const { address, scope, signIn, openSocket } = reach;
  const url = new URL('/stream-transcription-websocket', address.replace(/^ws/, 'http'));
  url.search = query.toString();
  const open = async () => {
    const signed = await awsSignedAddress(await signIn.key(), scope, url);
    return openSocket(signed.replace(/^http/, 'ws'), { ...(signal && { signal }) });
  };
  return open().catch((error: unknown) => {
    const { words, messages } = readFacts(error).body;
    if (!signIn.forget || ![...words, ...messages].some(isStale)) throw error;
    signIn.forget();
    return open();
  });
}

/** An empty chunk says that all was said. */
async function sendAll(socket: VendorSocket, bytes: Uint8Array, isOver: () => boolean): Promise<void> {
  for (let at = 0; at < bytes.length && !isOver(); at += chunkLength) {
    socket.send(audioEvent(bytes.subarray(at, at + chunkLength)));
    // Lets an answer in: a line that is being closed takes everything and sends nothing.
    await turn();
    while (socket.unsent > mostUnsent && !isOver()) await wait(10);
  }
  if (!isOver()) socket.send(audioEvent(new Uint8Array()));
}

const cut = (): AppError =>
  new AppError('STREAM_INTERRUPTED', 'Amazon Transcribe ended before it had heard everything. Try again.');

/** Says it all over one line, and gives what was understood for good. */
export async function transcribeAll(
  reach: TranscribeReach,
  { query, bytes, signal }: { query: URLSearchParams; bytes: Uint8Array; signal?: AbortSignal | undefined },
): Promise<TranscribeResult[]> {
  const socket = await openLine(reach, query, signal);
  const results: TranscribeResult[] = [];
  let isOver = false;
  let isSent = false;
  const leave = (): void => socket.close();
  signal?.addEventListener('abort', leave, { once: true });
  if (signal?.aborted) leave();
  const sending = sendAll(socket, bytes, () => isOver).then(() => {
    isSent = !isOver;
  });
  try {
    for await (const message of socket.messages) {
      results.push(...(await resultsIn(message, reach.address)).filter(({ IsPartial }) => !IsPartial));
    }
    signal?.throwIfAborted();
    const end = await socket.closed;
    if (!isSent || end?.code !== 1000) throw cut();
    return results;
  } finally {
    isOver = true;
    signal?.removeEventListener('abort', leave);
    socket.close();
    await sending;
  }
}
