import { createAnswers } from './answers.ts';
import { checkChoices, checkUnchanged } from './choices.ts';
import { createConversation } from './conversation.ts';
import { type AgentMessage, agentChoices, agentMessage, beginning, formatOf } from './eleven-labs-messages.ts';
import { createHearing } from './hearing.ts';
import { readKnown } from './json-messages.ts';
import type { Talk, Translate, Translator } from './open-talk.ts';
import { type Agent, sayToAgent } from './say-to-agent.ts';
import type { SessionChoices } from './session-choices.ts';
import { checkFormat, createSoundClock, describeSession, lengthOf } from './sound.ts';
import { TalkFailed } from './talk-failed.ts';

/** Nobody says that an answer is over: it is, when for so long nothing more came of it. In ms. */
const usualQuiet = 1500;

export interface AgentOptions {
  agentId: string;
  session: SessionChoices;
  quiet?: number;
}

export function elevenLabsTalk({ agentId, session, quiet = usualQuiet }: AgentOptions): Translate {
  checkChoices(session, agentChoices);
  return (talk) => translate(talk, { agentId, session, quiet });
}

function translate({ tell, send }: Talk, { agentId, session, quiet }: Required<AgentOptions>): Translator {
  const isText = session.output_modalities?.includes('text') === true;
  const conversation = createConversation(tell);
  const answers = createAnswers({ tell, conversation, isText: () => isText });
  let clock = createSoundClock({ type: 'audio/pcm' });
  const hearing = createHearing({ tell, conversation, now: () => clock.now() });
  let described: ReturnType<typeof describeSession> | undefined;
  let interrupted = Number.NEGATIVE_INFINITY;
  let isStreamed = false;
  let timer: NodeJS.Timeout | undefined;

  const write = (message: object): void => send(JSON.stringify(message));
  const end = (how?: 'interrupted'): void => {
    clearTimeout(timer);
    isStreamed = false;
    answers.end(how);
  };
  const endWhenQuiet = (): void => {
    clearTimeout(timer);
    timer = setTimeout(end, quiet);
  };

  write(beginning(session));

  function hear(message: AgentMessage) {
    switch (message.type) {
      case 'conversation_initiation_metadata': {
        const facts = message.conversation_initiation_metadata_event;
        const input = formatOf(facts.user_input_audio_format);
        const output = formatOf(facts.agent_output_audio_format);
        checkFormat('input', session.audio?.input?.format, input);
        checkFormat('output', session.audio?.output?.format, output);
        clock = createSoundClock(input);
        described = describeSession(session, { id: facts.conversation_id, model: agentId, input, output });
        return tell({ type: 'session.created', session: described });
      }
      case 'audio':
        // What was on its way when somebody spoke.
        if (message.audio_event.event_id <= interrupted || message.audio_event.audio_base_64 === '') return;
        answers.sound(message.audio_event.audio_base_64);
        return endWhenQuiet();
      case 'agent_chat_response_part': {
        const { type, text: words } = message.text_response_part;
        if (type === 'start') end();
        isStreamed = true;
        if (words !== '') answers.words(words);
        return endWhenQuiet();
      }
      case 'agent_response':
        if (isStreamed) return;
        if (answers.transcript !== '') end();
        answers.words(message.agent_response_event.agent_response);
        return endWhenQuiet();
      case 'user_transcript':
        end();
        return hearing.said(message.user_transcription_event.user_transcript);
      case 'interruption':
        interrupted = message.interruption_event.event_id;
        hearing.started();
        return end('interrupted');
      case 'ping':
        return write({ type: 'pong', event_id: message.ping_event.event_id });
      case 'client_tool_call': {
        const { tool_call_id: id, tool_name: name, parameters } = message.client_tool_call;
        clearTimeout(timer);
        return answers.call({ id, name, arguments: JSON.stringify(parameters ?? {}) });
      }
      case 'error':
        throw new TalkFailed({ error: message.error_event ?? { type: 'internal_error' } });
    }
  }

  const agent: Agent = {
    hearSound(audio) {
      clock.add(lengthOf(audio));
      write({ user_audio_chunk: audio });
    },
    hearText: (text) => write({ type: 'user_message', text }),
    note: (text) => write({ type: 'contextual_update', text }),
    hearResult: ({ callId, output }) =>
      write({ type: 'client_tool_result', tool_call_id: callId, result: output, is_error: false }),
    change(wanted) {
      if (!described) return;
      checkUnchanged(described, wanted);
      tell({ type: 'session.updated', session: described });
    },
  };

  return {
    hear(message) {
      const read = readKnown(agentMessage, message);
      if (read) hear(read);
    },
    say: (event) => sayToAgent(event, agent, conversation),
    finish: () => end(),
    stop: () => clearTimeout(timer),
  };
}
