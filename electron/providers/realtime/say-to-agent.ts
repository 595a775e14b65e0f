import { type ClientEvent, type ClientEventOf, unsupported } from './client-events.ts';
import type { Conversation } from './conversation.ts';
import type { SessionChoices } from './session-choices.ts';

/** What can be done to an agent that takes its turns by itself. */
export interface Agent {
  /** Base64. */
  hearSound(audio: string): void;
  hearText(text: string): void;
  /** Something to know, and no reason to speak. Default: it takes none. */
  note?(text: string): void;
  hearResult(result: { callId: string; output: string }): void;
  change(session: SessionChoices): void;
}

const byItself = 'The agent decides by itself when a turn is over.';

export function sayToAgent(event: ClientEvent, agent: Agent, conversation: Conversation) {
  switch (event.type) {
    case 'session.update':
      return agent.change(event.session);
    case 'input_audio_buffer.append':
      return agent.hearSound(event.audio);
    case 'conversation.item.create':
      giveItem(event, agent);
      return conversation.put(event.item);
    case 'response.create':
      // It answers anyway, after a text as after the result of a call.
      if (Object.keys(event.response ?? {}).length === 0) return;
      throw unsupported('response.create with choices of its own', 'Send it without.');
    case 'input_audio_buffer.commit':
    case 'input_audio_buffer.clear':
    case 'response.cancel':
      throw unsupported(event.type, byItself);
    case 'conversation.item.truncate':
    case 'conversation.item.delete':
    case 'conversation.item.retrieve':
      throw unsupported(event.type, 'The agent keeps the conversation to itself.');
    default:
      event satisfies never;
  }
}

function giveItem({ item, previous_item_id: place }: ClientEventOf<'conversation.item.create'>, agent: Agent) {
  if (place != null) throw unsupported('previous_item_id', 'Leave it out: items are added at the end.');
  if (item.type === 'function_call_output') return agent.hearResult({ callId: item.call_id, output: item.output });
  if (item.type !== 'message') throw unsupported(`item of the type ${item.type}`, 'Leave it out.');
  const { role, content } = item;
  if (content.some(({ type }) => type !== 'input_text')) {
    throw unsupported('message with anything but text', 'Send sound with input_audio_buffer.append.');
  }
  const text = content.map((part) => part.text ?? '').join('\n');
  if (role === 'user') return agent.hearText(text);
  if (role === 'system' && agent.note) return agent.note(text);
  throw unsupported(`message of the role ${role}`, 'Put it into the instructions when the talk is opened.');
}
