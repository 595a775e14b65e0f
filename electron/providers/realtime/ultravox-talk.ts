import { z } from 'zod';
import { createAnswers } from './answers.ts';
import { checkUnchanged } from './choices.ts';
import { createConversation } from './conversation.ts';
import { createHearing } from './hearing.ts';
import { readKnown } from './json-messages.ts';
import type { Translate } from './open-talk.ts';
import { type Agent, sayToAgent } from './say-to-agent.ts';
import type { SessionChoices } from './session-choices.ts';
import { createSoundClock, describeSession } from './sound.ts';
import { inputOf, outputOf } from './ultravox-call.ts';

const text = z.string();

/** https://docs.ultravox.ai/apps/datamessages */
const known = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('call_started') }),
  z.looseObject({ type: z.literal('state'), state: text }),
  z.looseObject({
    type: z.literal('transcript'),
    role: z.enum(['user', 'agent']),
    /** All of it so far, or what is new: one of the two. */
    text: text.nullish(),
    delta: text.nullish(),
    final: z.boolean().default(false),
    ordinal: z.int().optional(),
  }),
  z.looseObject({
    type: z.literal('client_tool_invocation'),
    toolName: text,
    invocationId: text,
    parameters: z.unknown(),
  }),
  z.looseObject({ type: z.literal('playback_clear_buffer') }),
]);
type Known = z.output<typeof known>;

export interface CallOptions {
  model: string;
  callId: string;
  session: SessionChoices;
}

/** Sound comes and goes as it is, everything else as JSON: https://docs.ultravox.ai/apps/websockets */
export const ultravoxTalk =
  ({ model, callId, session }: CallOptions): Translate =>
  ({ tell, send }) => {
    const input = inputOf(session);
    let described = describeSession(session, { id: callId, model, input, output: outputOf(session) });
    const clock = createSoundClock(input);
    const conversation = createConversation(tell);
    const isText = (): boolean => described.output_modalities?.includes('text') === true;
    const answers = createAnswers({ tell, conversation, isText });
    const hearing = createHearing({ tell, conversation, now: clock.now });
    const write = (message: object): void => send(JSON.stringify(message));
    /** The utterance that was told last, and how much of it: its words may come again, and after its end. */
    let told: { ordinal: number | undefined; words: string; isCut: boolean } | undefined;

    // The line is opened for a call that was taken already; it waits for us.
    tell({ type: 'session.created', session: described });

    function answer(message: Extract<Known, { type: 'transcript' }>): void {
      const { ordinal } = message;
      const isNew = ordinal === undefined ? !answers.isOpen : ordinal !== told?.ordinal;
      if (isNew && answers.transcript !== '') answers.end();
      if (isNew || !told) told = { ordinal, words: '', isCut: false };
      if (told.isCut) return;
      const whole = message.text ?? told.words + (message.delta ?? '');
      if (whole.length > told.words.length && whole.startsWith(told.words)) {
        answers.words(whole.slice(told.words.length));
        told.words = whole;
      }
      // Sound may still come; what is only written is over.
      if (message.final && isText()) answers.end();
    }

    function hear(message: Known) {
      switch (message.type) {
        case 'call_started':
          return;
        case 'state':
          // It listens again: what it had to say is said.
          return message.state === 'speaking'
            ? answers.begin()
            : message.state === 'thinking'
              ? undefined
              : answers.end();
        case 'transcript':
          if (message.role === 'agent') return answer(message);
          return message.final ? hearing.said(message.text ?? message.delta ?? '') : undefined;
        case 'client_tool_invocation': {
          const { invocationId: id, toolName: name, parameters } = message;
          return answers.call({ id, name, arguments: JSON.stringify(parameters ?? {}) });
        }
        case 'playback_clear_buffer':
          if (told && answers.isOpen) told.isCut = true;
          hearing.started();
          return answers.end('interrupted');
      }
    }

    const agent: Agent = {
      hearSound(audio) {
        const sound = Buffer.from(audio, 'base64');
        clock.add(sound.length);
        send(sound);
      },
      hearText: (words) => write({ type: 'user_text_message', text: words }),
      hearResult: ({ callId: invocationId, output }) =>
        write({ type: 'client_tool_result', invocationId, result: output, responseType: 'tool-response' }),
      change({ output_modalities: modalities, ...rest }) {
        checkUnchanged(described, rest);
        if (modalities) {
          described = { ...described, output_modalities: modalities };
          write({ type: 'set_output_medium', medium: isText() ? 'text' : 'voice' });
        }
        tell({ type: 'session.updated', session: described });
      },
    };

    return {
      hear(message) {
        if (typeof message !== 'string') return answers.sound(Buffer.from(message).toString('base64'));
        const read = readKnown(known, message);
        if (read) hear(read);
      },
      say: (event) => sayToAgent(event, agent, conversation),
      finish: () => answers.end(),
    };
  };
