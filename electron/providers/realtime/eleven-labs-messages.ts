import { z } from 'zod';
import type { AudioFormat, SessionChoices } from './session-choices.ts';
import { TalkFailed } from './talk-failed.ts';

const text = z.string();
const eventId = z.number();

/** https://elevenlabs.io/docs/eleven-agents/customization/events/client-events */
export const agentMessage = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('conversation_initiation_metadata'),
    conversation_initiation_metadata_event: z.looseObject({
      conversation_id: text,
      agent_output_audio_format: text,
      user_input_audio_format: text,
    }),
  }),
  z.looseObject({
    type: z.literal('audio'),
    audio_event: z.looseObject({ audio_base_64: text.default(''), event_id: eventId }),
  }),
  z.looseObject({
    type: z.literal('agent_chat_response_part'),
    text_response_part: z.looseObject({ type: text, text: text.default('') }),
  }),
  z.looseObject({ type: z.literal('agent_response'), agent_response_event: z.looseObject({ agent_response: text }) }),
  z.looseObject({
    type: z.literal('user_transcript'),
    user_transcription_event: z.looseObject({ user_transcript: text }),
  }),
  z.looseObject({
    type: z.literal('interruption'),
    interruption_event: z.looseObject({ event_id: eventId.default(0) }),
  }),
  z.looseObject({ type: z.literal('ping'), ping_event: z.looseObject({ event_id: eventId }) }),
  z.looseObject({
    type: z.literal('client_tool_call'),
    client_tool_call: z.looseObject({ tool_name: text, tool_call_id: text, parameters: z.unknown() }),
  }),
  z.looseObject({ type: z.literal('error'), error_event: z.looseObject({}).optional() }),
]);

export type AgentMessage = z.output<typeof agentMessage>;

/** What can be told when the talk begins, where the agent's owner allows it. Tools are a part of the agent. */
export const agentChoices = [
  'session.type',
  'session.instructions',
  'session.output_modalities',
  'session.audio.input.format.type',
  'session.audio.input.format.rate',
  'session.audio.input.transcription.language',
  'session.audio.output.format.type',
  'session.audio.output.format.rate',
  'session.audio.output.voice',
  'session.audio.output.voice.id',
];

/** `pcm_16000`, `ulaw_8000`: which it is stands with the agent, and cannot be chosen for one talk. */
export function formatOf(name: string): AudioFormat {
  if (name === 'ulaw_8000') return { type: 'audio/pcmu' };
  if (name === 'alaw_8000') return { type: 'audio/pcma' };
  const rate = Number(/^pcm_(\d+)$/.exec(name)?.[1]);
  if (Number.isInteger(rate)) return { type: 'audio/pcm', rate };
  throw new TalkFailed({ error: { type: 'bad_request', message: `The agent uses ${name}: give it a PCM format.` } });
}

/** The first message: https://elevenlabs.io/docs/eleven-agents/customization/personalization/overrides */
export function beginning({ instructions, output_modalities: modalities, audio }: SessionChoices): object {
  const language = audio?.input?.transcription?.language;
  const given = audio?.output?.voice;
  const voice = typeof given === 'string' ? given : given?.id;
  const agent = {
    ...(instructions !== undefined && { prompt: { prompt: instructions } }),
    ...(language && { language }),
  };
  const overrides = {
    ...(Object.keys(agent).length > 0 && { agent }),
    ...(voice !== undefined && { tts: { voice_id: voice } }),
    ...(modalities?.includes('text') && { conversation: { text_only: true } }),
  };
  return {
    type: 'conversation_initiation_client_data',
    ...(Object.keys(overrides).length > 0 && { conversation_config_override: overrides }),
  };
}
