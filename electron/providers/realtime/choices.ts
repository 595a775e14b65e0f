import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../shared/errors/app-error.ts';
import { unsupported } from './client-events.ts';
import type { SessionChoices } from './session-choices.ts';

/** Every field that holds no others, by its path: `session.audio.output.voice`. */
function leavesOf(value: object, path = 'session'): [path: string, value: unknown][] {
  return Object.entries(value).flatMap(([name, field]: [string, unknown]): [string, unknown][] => {
    const at = `${path}.${name}`;
    return typeof field === 'object' && field !== null && !Array.isArray(field) ? leavesOf(field, at) : [[at, field]];
  });
}

/** Nothing is left out silently: what a provider cannot be told is refused by its name. */
export function checkChoices(session: SessionChoices, known: readonly string[]): void {
  const stranger = leavesOf(session).find(([path]) => !known.includes(path));
  if (stranger) throw refusal(stranger[0], 'Leave it out, or talk to another provider.');
}

/** For providers that are told once how a talk is held. */
export function checkUnchanged(session: object, wanted: SessionChoices): void {
  const now = new Map(leavesOf(session));
  const changed = leavesOf(wanted).find(([path, value]) => !isDeepStrictEqual(now.get(path), value));
  if (changed) throw refusal(changed[0], 'Give it when the talk is opened; it cannot be changed later.');
}

/** What writes down is the model itself: a second one would be asked, and paid, in its place. */
export function checkTranscriber(session: SessionChoices, model: string): void {
  const other = session.audio?.input?.transcription?.['model'];
  if (other === undefined || other === model) return;
  throw unsupported('second model', `Leave session.audio.input.transcription.model out, or say ${model}.`);
}

function refusal(path: string, remedy: string): AppError {
  const { message } = unsupported(`place for ${path}`, remedy);
  return new AppError('UNSUPPORTED_PARAMETER', message, { details: { param: path } });
}
