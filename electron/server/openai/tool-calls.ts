import { randomUUID } from 'node:crypto';
import type { LanguagePart } from '../../gateway/language-work.ts';
import { wholeCharacters } from './whole-characters.ts';

export interface Call {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** JSON, as far as it was told. */
  arguments: string;
}

/** What is new about a call: that it is there, or more of its arguments, or both. */
export interface CallStep {
  call: Call;
  isNew: boolean;
  text: string;
}

interface OpenCall extends Call {
  /** Its pieces are no JSON; the whole one will be. */
  isHeld: boolean;
  join(piece: string): string;
}

/** The calls of one answer, as programs expect them: counted from 0, each with an id of its own, arguments in JSON. */
export function createCalls() {
  const calls: OpenCall[] = [];
  const ids = new Set<string>();
  const open = new Map<string, OpenCall>();

  const begin = (given: string, name: string, isHeld = false): OpenCall => {
    const id = given === '' || ids.has(given) ? `call_${randomUUID().replaceAll('-', '')}` : given;
    ids.add(id);
    const call = { index: calls.length, id, name, arguments: '', isHeld, join: wholeCharacters() };
    calls.push(call);
    open.set(given, call);
    return call;
  };
  const more = (call: OpenCall, text: string, isNew = false): CallStep => {
    call.arguments += text;
    return { call, isNew, text };
  };

  return {
    /** Undefined where there is nothing to tell, also about a tool that the provider runs itself. */
    take(item: LanguagePart): CallStep | undefined {
      if (item.type === 'tool-input-start') {
        if (item.providerExecuted) return undefined;
        return more(begin(item.id, item.toolName, item.inputEncoding === 'text'), '', true);
      }
      if (item.type === 'tool-input-delta') {
        const call = open.get(item.id);
        const text = call && !call.isHeld ? call.join(item.delta) : '';
        return call && text !== '' ? more(call, text) : undefined;
      }
      if (item.type !== 'tool-call' || item.providerExecuted) return undefined;
      const known = open.get(item.toolCallId);
      const call = known ?? begin(item.toolCallId, item.toolName);
      open.delete(item.toolCallId);
      const text = restOf(call, item.input);
      return known && text === '' ? undefined : more(call, text, !known);
    },

    /** What is still to be told when the answer ends. */
    end: (): CallStep[] => calls.filter((call) => call.arguments === '').map((call) => more(call, '{}')),

    get all(): readonly Call[] {
      return calls;
    },
  };
}

function restOf(call: Call, input: string): string {
  const whole = input.trim() === '' ? '{}' : input;
  // What was told cannot be taken back; the same in other words is the same.
  return whole.startsWith(call.arguments) ? whole.slice(call.arguments.length) : '';
}
