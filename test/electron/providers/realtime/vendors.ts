import type { RequestListener } from 'node:http';
import type { RawData, WebSocket } from 'ws';

/** How each vendor's server behaves, so that one suite can be run against all of them. */
export interface TalkingVendor {
  id: string;
  settings(url: string): Record<string, unknown>;
  /** What it says when a line was opened. */
  greet(line: WebSocket): void;
  /** The orders before the line; the host in them is the upstream's. */
  answer?: RequestListener;
  /** Sends sound to our side. */
  speak(line: WebSocket, sound: Buffer): void;
  /** Sound in a message of ours; undefined where it holds none. */
  heard(data: RawData, isBinary: boolean): Buffer | undefined;
  /** Its word for a wrong key. Where the key is sent with an order, the line is never asked for. */
  refusal: { status: number; body: string };
  /** Transcribes only. */
  isSilent?: true;
}

const bytes = (data: RawData): Buffer => (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer));
export const jsonOf = (data: RawData): Record<string, unknown> =>
  JSON.parse(bytes(data).toString()) as Record<string, unknown>;

const binary = (data: RawData, isBinary: boolean) => (isBinary ? bytes(data) : undefined);
const decoded = (value: unknown) => (typeof value === 'string' ? Buffer.from(value, 'base64') : undefined);

export const openAiSession = { type: 'realtime', object: 'realtime.session', id: 'sess_1', model: 'gpt-realtime' };

const openAi: Omit<TalkingVendor, 'id' | 'settings'> = {
  greet: (line) => line.send(JSON.stringify({ type: 'session.created', event_id: 'e1', session: openAiSession })),
  speak: (line, sound) =>
    line.send(
      JSON.stringify({
        type: 'response.output_audio.delta',
        response_id: 'r',
        item_id: 'i',
        output_index: 0,
        content_index: 0,
        delta: sound.toString('base64'),
      }),
    ),
  heard: (data) => decoded(jsonOf(data)['audio']),
  refusal: {
    status: 401,
    body: '{"error":{"type":"invalid_request_error","code":"invalid_api_key","message":"Incorrect API key provided."}}',
  },
};

const orders =
  (answer: (host: string) => object): RequestListener =>
  (request, response) => {
    const isRefused = request.headers['x-api-key'] === undefined && request.headers['xi-api-key'] === undefined;
    response.writeHead(isRefused ? 401 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer(request.headers.host ?? '')));
  };

export const metadata = (format = 'pcm_16000') => ({
  type: 'conversation_initiation_metadata',
  conversation_initiation_metadata_event: {
    conversation_id: 'conv_1',
    agent_output_audio_format: format,
    user_input_audio_format: format,
  },
});

export const talkingVendors: readonly TalkingVendor[] = [
  { id: 'openai', settings: (url) => ({ baseUrl: `${url}/v1` }), ...openAi },
  { id: 'azure-openai', settings: (url) => ({ resource: url }), ...openAi },
  {
    id: 'elevenlabs',
    settings: () => ({}),
    answer: orders((host) => ({ signed_url: `ws://${host}/v1/convai/conversation?agent_id=a&token=signed-secret` })),
    greet: (line) => line.send(JSON.stringify(metadata())),
    speak: (line, sound) =>
      line.send(
        JSON.stringify({ type: 'audio', audio_event: { audio_base_64: sound.toString('base64'), event_id: 1 } }),
      ),
    heard: (data) => decoded(jsonOf(data)['user_audio_chunk']),
    refusal: { status: 401, body: '{"detail":{"status":"invalid_api_key","message":"Invalid API key"}}' },
  },
  {
    id: 'ultravox',
    settings: (url) => ({ baseUrl: `${url}/api` }),
    answer: orders((host) => ({ callId: 'call-1', joinUrl: `ws://${host}/calls/call-1?token=join-secret` })),
    greet: (line) => line.send(JSON.stringify({ type: 'call_started', callId: 'call-1' })),
    speak: (line, sound) => line.send(sound),
    heard: binary,
    refusal: { status: 401, body: '{"detail":"Invalid API key."}' },
  },
  {
    id: 'deepgram',
    settings: () => ({}),
    greet: () => {},
    speak: () => {},
    heard: binary,
    refusal: { status: 401, body: '{"err_code":"INVALID_AUTH","err_msg":"Invalid credentials."}' },
    isSilent: true,
  },
];
